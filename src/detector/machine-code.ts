/** V8 compiles a pattern to machine code at once if the text is at least this long. */
const LONG = ' '.repeat(1000)

/**
 * inMachineCode returns a pattern that V8 has compiled to machine code. It otherwise compiles a pattern twice: for its
 * first use to bytecode, which takes longer than machine code if the pattern is large, and for its second use again.
 */
export function inMachineCode(pattern: RegExp): RegExp {
  pattern.test(LONG)
  return pattern
}
