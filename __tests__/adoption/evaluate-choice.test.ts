import { expect, test } from '@jest/globals'
import { evaluateChoice, withOutcomes } from '../../src/adoption/workflow/evaluate-choice.ts'

const KNOWN = new Map<string, string | boolean>([
  ['inputs.to', 'Production'],
  ['inputs.none', ''],
  ['inputs.flag', false],
  ['github.event.inputs.flag', 'false']
])
const evaluate = (expression: string) => evaluateChoice(expression, name => KNOWN.get(name))

test.each([
  ["inputs.none || 'a'", 'a'],
  ["inputs['to'] == 'production' && 'a' || 'b'", 'a'],
  ["inputs.to != 'production' && 'a' || 'b'", 'b'],
  ["inputs.flag && 'a' || 'b'", 'b'],
  ["github.event.inputs.flag && 'a' || 'b'", 'a'],
  ["!inputs.flag && (inputs.to || 'x')", 'Production'],
  ["inputs.to == 'a' && 'b' || inputs.none == '' && 'it''s'", "it's"],
  ["case(inputs.flag, 'a', inputs.to == 'production', 'b', 'c')", 'b'],
  ["format('{0}-{1}', inputs.to, 'x')", 'Production-x'],
  ["startsWith(inputs.to, 'prod') && contains(inputs.to, 'DUCT') && endsWith(inputs.to, 'n')", true],
  ["inputs.none == 0 && 'a'", 'a'],
  ["inputs.flag && vars.X || 'b'", 'b']
])('%s', (expression, value) => {
  expect(evaluate(expression)).toEqual({ value })
})

test.each([
  ["vars.X || 'a'", { open: 'vars.X' }],
  ["vars.X == 'a' && 'b' || 'c'", { open: 'vars.X' }],
  ['vars.X && inputs.flag', { open: 'vars.X', isFalse: true }],
  ["(vars.X && inputs.flag) || 'a'", { value: 'a' }],
  ["hashFiles('x')", { open: 'hashfiles()' }],
  ['inputs.to > 1', { open: 'inputs.to > 1' }],
  ["inputs.to || 'a", { open: "inputs.to || 'a" }]
])('not known: %s', (expression, evaluated) => {
  expect(evaluate(expression)).toEqual(evaluated)
})

test('other outcomes for the same choice; what is compared with stays', () => {
  const other = new Map([
    ['a', "it's"],
    ['b', 'y']
  ])
  const replaced = (text: string) => other.get(text)
  expect(withOutcomes("inputs.to == 'a' && 'a' || 'b'", replaced)).toBe("inputs.to == 'a' && 'it''s' || 'y'")
  expect(withOutcomes("inputs.to == 'a' && 'a' || 'c'", replaced)).toBeUndefined()
})
