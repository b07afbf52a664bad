import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from '@swc/core'

const example = new URL('../../examples/ops-pipeline/', import.meta.url)
const args = ['check', 'deploy/{service}-task-definition.json']

/**
 * calledIn runs a check of the example files with a bundle and returns the functions that it calls: for each file of
 * the bundle, the places where they start. These do not depend on the version of Node.
 */
export function calledIn(bundle) {
  const folder = mkdtempSync(join(tmpdir(), 'called-'))
  try {
    const env = { NODE_V8_COVERAGE: folder }
    execFileSync(process.execPath, [bundle, ...args], { cwd: example, env, stdio: 'pipe' })
    const [report] = readdirSync(folder).map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    return new Map(
      report.result
        .filter(({ url }) => url.startsWith('file:'))
        .map(({ url, functions }) => [basename(fileURLToPath(url)), startsOf(functions)])
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function startsOf(functions) {
  return functions
    .filter(({ ranges: [whole] }) => whole.count > 0)
    .map(({ ranges: [whole] }) => whole.startOffset)
}

/**
 * compileAtOnce changes the code so that V8 compiles the functions that start at these places when it reads the file.
 * It otherwise reads a function twice, first for its end and again when it is called, and those within it once more
 * for each that surrounds them. V8 takes a function in parentheses for one that is called soon. Declarations become
 * variables at the beginning of the function that has them, where they are also set without this. Methods stay as they
 * are.
 */
export function compileAtOnce(code, starts) {
  const shebang = /^#!.*\n/.exec(code)?.[0] ?? ''
  const text = Buffer.from(code.slice(shebang.length))
  const called = new Set(starts.map(start => Buffer.byteLength(code.slice(shebang.length, start))))
  const program = parseSync(text.toString(), { syntax: 'ecmascript', target: 'es2022', isModule: false })
  const changes = changesIn(program, called)
  return `${shebang}${changed(text, changes, { from: 0, to: text.length })}`
}

/**
 * The changes, by the place where they begin: functions that get parentheses, declarations that move, and the places
 * to which they move.
 */
function changesIn(program, called) {
  const base = program.span.start
  const spanOf = ({ span }) => ({ from: span.start - base, to: span.end - base })
  const changes = new Map()
  hoist(program.body)
  visit(program, undefined)
  return changes

  function visit(node, parent) {
    if (node === null || typeof node !== 'object') return
    if (/^(?:Arrow)?FunctionExpression$/.test(node.type) && parent !== 'ParenthesisExpression') wrap(node)
    if (node.type === 'FunctionBody') hoist(node.stmts)
    // The members of a list have the parent of the list.
    for (const child of Object.values(node)) visit(child, node.type ?? parent)
  }

  function wrap(node) {
    const { from, to } = spanOf(node)
    if (called.has(from)) add(from, { kind: 'wrap', to })
  }

  function hoist(statements) {
    const declared = statements.filter(
      node => node.type === 'FunctionDeclaration' && called.has(spanOf(node).from)
    )
    if (declared.length === 0) return
    const first = statements.find(node => node.expression?.type !== 'StringLiteral')
    const functions = declared.map(node => ({ ...spanOf(node), name: spanOf(node.identifier) }))
    add(spanOf(first).from, { kind: 'declare', functions })
    for (const { from, to } of functions) add(from, { kind: 'move', to })
  }

  function add(at, change) {
    changes.set(at, [...(changes.get(at) ?? []), change])
  }
}

/** The text of a part of the code with the changes that begin in it. */
function changed(text, changes, { from, to }) {
  const places = [...changes.keys()].filter(at => at >= from && at < to).sort((a, b) => a - b)
  let result = ''
  let position = from
  for (const at of places) {
    if (at < position) continue
    result += text.subarray(position, at)
    position = at
    for (const change of changes.get(at)) {
      if (change.kind === 'declare') result += declared(text, changes, change)
      if (change.kind === 'wrap') result += `(${within(text, changes, { from: at, to: change.to })})`
      if (change.kind !== 'declare') position = change.to
    }
  }
  return result + text.subarray(position, to)
}

/** The text of a function without the changes that begin where it begins. */
function within(text, changes, { from, to }) {
  return `${text.subarray(from, from + 1)}${changed(text, changes, { from: from + 1, to })}`
}

function declared(text, changes, { functions }) {
  const variables = functions.map(({ from, to, name }) => {
    const keywords = text.subarray(from, name.from).toString().trimEnd()
    return `${text.subarray(name.from, name.to)}=(${keywords}${changed(text, changes, { from: name.to, to })})`
  })
  return `var ${variables.join(',')};`
}
