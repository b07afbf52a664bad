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

/** The name of a class's prototype in the code that sets its methods; minified code has no such name. */
const PROTOTYPE = '_$'

function startsOf(functions) {
  return functions
    .filter(({ ranges: [whole] }) => whole.count > 0)
    .map(({ ranges: [whole] }) => whole.startOffset)
}

/**
 * compileAtOnce changes the code so that V8 compiles the functions that start at these places when it reads the file.
 * It otherwise reads a function twice, first for its end and again when it is called, and those within it once more
 * for each that surrounds them. V8 takes a function in parentheses for one that is called soon. Declarations become
 * variables at the beginning of the function that has them, where they are also set without this. Methods become
 * properties of the prototype, set in a static block of their class; a private one gets a name with `$`.
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
 * The changes, by the place where they begin: functions that get parentheses, declarations and methods that move, the
 * places to which they move, and private names that change.
 */
function changesIn(program, called) {
  const changes = new Map()
  const base = program.span.start
  const context = {
    called,
    spanOf: ({ span }) => ({ from: span.start - base, to: span.end - base }),
    add: (at, change) => changes.set(at, [...(changes.get(at) ?? []), change])
  }
  hoist(program.body, context)
  visit(program, undefined, context)
  return changes
}

function visit(node, parent, context) {
  if (node === null || typeof node !== 'object') return
  if (/^(?:Arrow)?FunctionExpression$/.test(node.type) && parent !== 'ParenthesisExpression')
    wrap(node, context)
  if (node.type === 'FunctionBody') hoist(node.stmts, context)
  if (/^Class(?:Declaration|Expression)$/.test(node.type)) moveMethods(node, context)
  // The members of a list have the parent of the list.
  for (const child of Object.values(node)) visit(child, node.type ?? parent, context)
}

function wrap(node, { called, spanOf, add }) {
  const { from, to } = spanOf(node)
  if (called.has(from)) add(from, { kind: 'wrap', to })
}

function hoist(statements, { called, spanOf, add }) {
  const declared = statements.filter(
    node => node.type === 'FunctionDeclaration' && called.has(spanOf(node).from)
  )
  if (declared.length === 0) return
  const first = statements.find(node => node.expression?.type !== 'StringLiteral')
  const functions = declared.map(node => ({ ...spanOf(node), name: spanOf(node.identifier) }))
  add(spanOf(first).from, { kind: 'declare', functions })
  for (const { from, to } of functions) add(from, { kind: 'move', to })
}

function moveMethods(node, context) {
  // Without `#`, a private method of a class and one of the class that it extends could have the same name.
  if (node.superClass) return
  const { spanOf, add } = context
  const movable = node.body.filter(member => isMovable(member, context))
  if (movable.length === 0) return
  const methods = movable.map(({ key, span, function: { async } }) => ({
    ...spanOf({ span }),
    keyEnd: spanOf(key).to,
    name: key.type === 'PrivateName' ? `$${key.value}` : key.value,
    isAsync: async
  }))
  for (const { from, to } of methods) add(from, { kind: 'move', to })
  add(spanOf(node).to - 1, { kind: 'set', methods })
  const names = new Set(movable.flatMap(({ key }) => (key.type === 'PrivateName' ? [key.value] : [])))
  // The name of a method itself moves with it.
  const own = new Set(movable.map(({ key }) => key))
  rename(node.body, { ...context, names, own })
}

/** In bytes. The text around a shorter method would be as long as the method. */
const SHORTEST_METHOD = 80

/** Methods that are called and could stand anywhere. */
function isMovable({ type, kind, isStatic, key, span, function: own }, { called, spanOf }) {
  return (
    /^(?:Class|Private)Method$/.test(type) &&
    kind === 'method' &&
    !isStatic &&
    !own.generator &&
    span.end - span.start >= SHORTEST_METHOD &&
    /^(?:Identifier|PrivateName)$/.test(key.type) &&
    (called.has(spanOf({ span }).from) || called.has(spanOf(key).from)) &&
    !JSON.stringify(own).includes('"Super')
  )
}

function rename(node, context) {
  if (node === null || typeof node !== 'object') return
  const { names, own, spanOf, add } = context
  if (node.type === 'PrivateName' && names.has(node.value) && !own.has(node)) {
    const { from, to } = spanOf(node)
    add(from, { kind: 'rename', to, name: `$${node.value}` })
  }
  for (const child of Object.values(node)) rename(child, context)
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
      result += replaced(text, changes, { at, ...change })
      if ('to' in change) position = change.to
    }
  }
  return result + text.subarray(position, to)
}

/** The text that a change puts where it begins. */
function replaced(text, changes, change) {
  switch (change.kind) {
    case 'declare':
      return declared(text, changes, change)
    case 'set':
      return set(text, changes, change)
    case 'rename':
      return change.name
    case 'wrap':
      return `(${within(text, changes, { from: change.at, to: change.to })})`
    case 'move':
      return ''
  }
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

function set(text, changes, { methods }) {
  const properties = methods.map(
    ({ to, keyEnd, name, isAsync }) =>
      `${PROTOTYPE}.${name}=(${isAsync ? 'async ' : ''}function${changed(text, changes, { from: keyEnd, to })});`
  )
  return `static{let ${PROTOTYPE}=this.prototype;${properties.join('')}}`
}
