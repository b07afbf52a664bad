import { parseSync } from '@swc/core'

/**
 * setExports replaces the getters with which webpack exports what a module declares by plain properties, which are set
 * where they are declared: V8 compiles each getter that is called, and calls it at each use. What is declared with
 * `let` may change, so that it keeps its getter, and so does what another module declares. A module in a cycle of
 * imports finds the same as before, except that what is not declared yet is undefined instead of an error.
 */
export function setExports(code) {
  const shebang = /^#!.*\n/.exec(code)?.[0] ?? ''
  const text = Buffer.from(code.slice(shebang.length))
  // The place of the first statement, not of a comment before it, is where places are counted from.
  const program = parseSync(`;${text}`, { syntax: 'ecmascript', target: 'es2022', isModule: false })
  const base = program.span.start + 1
  const at = (from, to) => text.subarray(from - base, to - base).toString()
  const changes = modulesIn(program).flatMap(statements => changesIn(statements, at))
  let result = ''
  let position = base
  for (const { from, to, put } of changes.sort((a, b) => a.from - b.from)) {
    result += `${at(position, from)}${put}`
    position = to
  }
  return `${shebang}${result}${text.subarray(position - base)}`
}

/** The statements of each module. Modules are the members, with numbers as names, of one object. */
function modulesIn(node) {
  if (node === null || typeof node !== 'object') return []
  const isModule = node.type === 'KeyValueProperty' && node.key.type === 'NumericLiteral'
  if (!isModule) return Object.values(node).flatMap(modulesIn)
  const { body } = node.value.type === 'ParenthesisExpression' ? node.value.expression : node.value
  return body?.stmts === undefined ? [] : [body.stmts]
}

/** The changes in one module: texts to put in place of others. */
function changesIn(statements, at) {
  const definition = statements.find(({ expression }) => expression?.callee?.property?.value === 'd')
  if (definition === undefined) return []
  const [exports, getters] = definition.expression.arguments.map(({ expression }) => expression)
  const declared = declarationsIn(statements)
  const places = getters.properties.map(getter => ({ getter, place: declared.get(localOf(getter)) }))
  const kept = places
    .filter(({ place }) => place === undefined)
    .map(({ getter: { key, value } }) => at(key.span.start, value.span.end))
  const setting = getter => `${exports.value}[${JSON.stringify(getter.key.value)}] = ${localOf(getter)};`
  const functions = places.filter(({ place }) => place === 'hoisted').map(({ getter }) => setting(getter))
  const rest =
    kept.length === 0 ? [] : [`${at(definition.span.start, getters.span.start)}{ ${kept.join(', ')} });`]
  return [
    { from: definition.span.start, to: definition.span.end, put: [...rest, ...functions].join('\n') },
    ...places
      .filter(({ place }) => typeof place === 'number')
      .map(({ getter, place }) => ({ from: place, to: place, put: `\n${setting(getter)}` }))
  ]
}

/** The name of what a getter returns, if it is a name. */
function localOf({ value: { body } }) {
  const { type, value } = body.type === 'ParenthesisExpression' ? body.expression : body
  return type === 'Identifier' ? value : undefined
}

/** Where each constant is set; a function is set before anything else. */
function declarationsIn(statements) {
  return new Map(
    statements.flatMap(({ type, kind, span, identifier, declarations }) => {
      if (type === 'FunctionDeclaration') return [[identifier.value, 'hoisted']]
      if (type === 'ClassDeclaration') return [[identifier.value, span.end]]
      if (type !== 'VariableDeclaration' || kind !== 'const') return []
      return declarations.filter(({ id }) => id.type === 'Identifier').map(({ id }) => [id.value, span.end])
    })
  )
}
