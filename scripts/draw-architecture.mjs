// node scripts/draw-architecture.mjs [--check] [folder]
// Draws the picture in docs/architecture.md, between `<!-- picture-start -->` and `<!-- picture-end -->`, from the
// boundary matrix (__tests__/repository/boundaries.ts). With --check, nothing is written, and a picture that does not
// match the matrix fails.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { transformFileSync } from '@swc/core'

const check = process.argv.includes('--check')
const folder =
  process.argv.slice(2).find(argument => !argument.startsWith('--')) ??
  fileURLToPath(new URL('../', import.meta.url))

/** The outside parties, by the package or Node module that reaches them. */
const outside = {
  '@actions/core': 'GitHub Actions runner',
  '@actions/github': 'GitHub API',
  '@aws-sdk/*': 'AWS',
  'node:fs': 'files',
  'node:child_process': 'git'
}

const { rooms } = await matrixOf(join(folder, '__tests__/repository'))
const page = join(folder, 'docs/architecture.md')
const before = readFileSync(page, 'utf8')
const after = replaced(before, picture(rooms))
if (before === after) {
  console.log('the picture in docs/architecture.md agrees with the boundary matrix')
} else if (check) {
  console.error('docs/architecture.md shows another matrix: run `node scripts/draw-architecture.mjs`')
  process.exitCode = 1
} else {
  writeFileSync(page, after)
  console.log('docs/architecture.md drawn from the boundary matrix')
}

/** Node 20 cannot load TypeScript: the matrix and its imports are compiled to JavaScript in a temporary folder. */
async function matrixOf(source) {
  const work = mkdtempSync(join(tmpdir(), 'matrix-'))
  try {
    for (const name of ['imports', 'boundaries']) {
      const { code } = transformFileSync(join(source, `${name}.ts`), {
        configFile: false,
        swcrc: false,
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' }
      })
      writeFileSync(
        join(work, `${name}.mjs`),
        code.replaceAll("./imports.ts'", "./imports.mjs'").replaceAll('./imports.ts"', './imports.mjs"')
      )
    }
    return await import(pathToFileURL(join(work, 'boundaries.mjs')).href)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/**
 * One box per room, an arrow to each room that it may import as a whole, and the outside parties. Single files that
 * every room may use are omitted, as is an arrow if a longer path leads to the same room.
 */
function picture(rooms) {
  const names = Object.keys(rooms).filter(room => !room.endsWith('.ts') || room === 'index.ts')
  const arrows = new Map(names.map(room => [room, rooms[room].values.filter(to => names.includes(to))]))
  const lines = names.map(room => `  ${id(room)}["${room}"]`)
  for (const room of names) {
    for (const to of arrows.get(room).filter(to => !detour(arrows, room, to))) {
      lines.push(`  ${id(room)} --> ${id(to)}`)
    }
  }
  const parties = new Set()
  for (const room of names) {
    const used = [...(rooms[room].packages ?? []), ...(rooms[room].node ?? [])]
    for (const party of new Set(Object.keys(outside).filter(name => used.includes(name)))) {
      parties.add(party)
      lines.push(`  ${id(room)} -.-> ${id(outside[party])}`)
    }
  }
  lines.push(...[...parties].map(party => `  ${id(outside[party])}(["${outside[party]}"])`))
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n')
}

/** Whether there is a path between two rooms besides the direct arrow. */
function detour(arrows, from, to) {
  const open = arrows.get(from).filter(room => room !== to)
  const seen = new Set([from, ...open])
  for (let room = open.pop(); room !== undefined; room = open.pop()) {
    if (room === to) return true
    for (const next of arrows.get(room)) {
      if (!seen.has(next)) open.push(next)
      seen.add(next)
    }
  }
  return false
}

function id(name) {
  return name.replaceAll(/\W+/g, '_')
}

function replaced(text, content) {
  const [start, end] = ['<!-- picture-start -->', '<!-- picture-end -->']
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`docs/architecture.md has no ${start} … ${end}`)
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`
}
