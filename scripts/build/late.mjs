/**
 * Modules of src/ that no run needs at its start, such as the words for a problem. They are imported as usual, but in
 * the bundle their code is in one file, dist/late.cjs, which is read when one of their exports is first used. That
 * works in synchronous code, too; code that a run can wait for is imported with `import()` instead.
 */
export const LATE = [
  'checking/load/remarks-by-code',
  'document/find-place',
  'document/json-places',
  'nearest',
  'inputs/as-aws',
  'inputs/problems/describe-text',
  'inputs/problems/missing',
  'inputs/problems/service-problems',
  'inputs/problems/value-problems',
  'plan/older-image',
  'plan/risks',
  'report/explained',
  'report/migration/migrated-words',
  'report/problem-text',
  'report/target-text',
  'rollout/progress',
  'shell/progress/activity-words',
  'shell/command-line/flag-problems',
  'template/conform-problems',
  'template/naming',
  'template/structure-problems',
  'workspace/file-reasons',
  'workspace/find/find-problems',
  'workspace/read-problems'
]

/** The file in dist/. */
export const LATE_FILE = 'late.cjs'

/**
 * keptApart returns the entry's code (of lib/) with a use of everything that the late modules export, so that webpack
 * does not merge them into a module that imports them. `read` gives the code of a module of lib/.
 */
export function keptApart(entry, read, late = LATE) {
  const imports = late.map((name, index) => {
    const names = [...read(name).matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].map(
      ([, one]) => one
    )
    return {
      line: `import { ${names.map(one => `${one} as __late${index}${one}`).join(', ')} } from './${name}.js'\n`,
      names: names.map(one => `__late${index}${one}`)
    }
  })
  const shebang = /^#!.*\n/.exec(entry)?.[0] ?? ''
  return `${shebang}${imports.map(({ line }) => line).join('')}${entry.slice(shebang.length)}${begin}return [${imports.flatMap(({ names }) => names).join(', ')}]\n}\n`
}

const begin = '\nglobalThis.__late = () => {\n'
const use = /\nglobalThis\.__late = \(\) => \{\n[^}]*\n\}\n/

/**
 * takeLate takes the late modules out of the files of dist/ (name → text, as ncc writes them) and leaves what loads
 * them. Returns the new files and the late one, whose modules have the form of the others.
 */
export function takeLate(files, names = LATE) {
  const entry = files.get('index.js')
  if (!use.test(entry))
    throw new Error('dist/index.js does not use the late modules: see scripts/build/late.mjs')
  let clean = entry.replace(use, '\n')
  const ids = names.map(name => {
    const path = name.replaceAll(/[./]/g, String.raw`\$&`)
    const found = new RegExp(
      String.raw`\/\/ EXTERNAL MODULE: \.\/lib\/src\/${path}\.js\nvar (\w+) = __nccwpck_require__\((\d+)\);\n(?![\s\S]*EXTERNAL MODULE: \.\/lib\/src\/${path}\.js\n)`
    ).exec(clean)
    if (found === null)
      throw new Error(`src/${name}.ts is no module of its own in the bundle: see scripts/build/late.mjs`)
    const [whole, variable, id] = found
    const rest = clean.slice(found.index + whole.length)
    if (!new RegExp(String.raw`\b${variable}\b`).test(rest)) clean = `${clean.slice(0, found.index)}${rest}`
    return id
  })
  const late = new Map()
  const taken = new Map([...files, ['index.js', clean]])
  for (const [name, text] of taken) {
    let rest = text
    for (const id of ids) {
      const block = blockOf(rest, id)
      if (block === undefined) continue
      late.set(id, block)
      rest = rest.replace(block, () => stubOf(id, block))
    }
    taken.set(name, rest)
  }
  if (late.size !== names.length)
    throw new Error(`${late.size} of ${names.length} late modules are in the bundle`)
  return taken.set(
    LATE_FILE,
    `module.exports = {\n\n${[...late.values()].map(block => block.replace(/,?\s*$/, ',\n\n')).join('')}};\n`
  )
}

/** The text of a module, from its number to the next one. */
function blockOf(text, id) {
  const start = text.indexOf(`/***/ ${id}:\n`)
  if (start < 0) return undefined
  const end = /\n\/\*{3}\/ \}\),?\n/g
  end.lastIndex = start
  const found = end.exec(text)
  return text.slice(start, found.index + found[0].length)
}

function stubOf(id, block) {
  if (!/_require__\.d\(__webpack_exports__, \{/.test(block))
    throw new Error(`late module ${id} has no exports: see scripts/build/late.mjs`)
  const comma = /\),\n$/.test(block) ? ',' : ''
  return `/***/ ${id}:\n/***/ ((module, exports, __webpack_require__) => { __webpack_require__.z(module, ${id})\n/***/ })${comma}\n`
}
