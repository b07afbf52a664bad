import { expect, test } from '@jest/globals'
import { commentTexts } from '../../src/formats/comment-texts.ts'

test.each(['\n', '\r\n'])('a comment ends where it is closed, whatever ends its line: %j', end => {
  const texts: string[] = []
  commentTexts(`{ /* one */ "a": 1,${end}  // two${end}}`, 'json', ({ value }) => texts.push(value))
  expect(texts).toContain('one')
  expect(texts).toContain('two')
})

function commentsOf(text: string): readonly string[] {
  const texts: string[] = []
  commentTexts(text, 'json', ({ value }) => texts.push(value))
  return texts
}

test('an indented line of JSON is no comment', () => {
  expect(commentsOf('{\n  "a": 1,\n    "b": [\n      2\n  ]\n}')).toEqual([])
})

test.each([
  ['/*\n  "a": 1\n"b": 2\n*/\n"c": 3', ['"a": 1', '"b": 2']],
  ['/**\n * one\n * two */ "c": 3\n  "d": 4', ['one', 'two']],
  ['/*/ one\n  two */\n  "c": 3', ['/ one', 'two']],
  ['/* one */ "c": 3 /* two\n three */', ['one', 'two', 'three']],
  ['"src/*": 1\n  "a": 1 // */\n "c": 3', ['": 1', '"a": 1']]
])('a line within a comment is one, also JSON that is commented out: %j', (text, expected) => {
  expect(commentsOf(text)).toEqual(expected)
})
