/** The demo did not show what it should: the message has the step, the expected result and the actual one. */
export class DemoError extends Error {
  name = 'DemoError'
}

/** Prints a step's heading. */
export function heading(text) {
  console.log(`\n━━ ${text} ${'━'.repeat(Math.max(3, 76 - text.length))}`)
}

/** Prints what was proved, with a tick, or throws DemoError. */
export function expect(what, holds, otherwise = '') {
  if (!holds) throw new DemoError(`expected: ${what}${otherwise === '' ? '' : `\n${otherwise}`}`)
  console.log(`  ✔ ${what}`)
}

/** Proves that a text contains none of the values. An error has the name, never the value. */
export function expectNoValue(text, values, where) {
  const leaked = Object.keys(values).filter(name => text.includes(values[name]))
  expect(`no value in ${where}`, leaked.length === 0, `found the value of ${leaked.join(', ')}`)
}
