import { minifySync, parseSync } from '@swc/core'

/**
 * Removes comments, white space and long local names from a file of dist/: every start parses these files, and parsing
 * takes most of a check's time. The output depends only on the input and the version. ASCII only, since V8 stores and
 * reads such a text at one byte per character.
 */
export function shrink(code) {
  const options = {
    module: false,
    // Node makes a function of each file.
    compress: { passes: 2, toplevel: true },
    mangle: { toplevel: true },
    format: { comments: false, asciiOnly: true }
  }
  const shebang = /^#!.*\n/.exec(code)?.[0] ?? ''
  const { code: small } = minifySync(code.slice(shebang.length), options)
  return `${shebang}${parenthesize(small)}\n`
}

/**
 * Restores the parentheses around the function of each bundled module, which webpack writes and swc removes: V8
 * compiles such a function at once (it expects it to be called), and otherwise parses it twice, which costs a check of
 * eight files 6 ms of 80.
 */
function parenthesize(code) {
  const program = parseSync(code, { syntax: 'ecmascript', target: 'es2022' })
  const spans = []
  collect(program.body)
  // Offsets are in bytes, and a tagged template keeps its characters.
  const bytes = Buffer.from(code)
  const text = (from, to) => bytes.subarray(from, to).toString()
  let result = ''
  let position = 0
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    result += `${text(position, start)}(${text(start, end)})`
    position = end
  }
  return result + text(position, bytes.length)

  function collect(node) {
    if (node === null || typeof node !== 'object') return
    const isModule = node.type === 'KeyValueProperty' && node.key.type === 'NumericLiteral'
    if (isModule && /^(?:Arrow)?FunctionExpression$/.test(node.value.type)) {
      const { start, end } = node.value.span
      spans.push({ start: start - program.span.start, end: end - program.span.start })
    } else for (const child of Object.values(node)) collect(child)
  }
}
