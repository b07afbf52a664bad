import { expect, test } from '@jest/globals'
import { commentTexts } from '../../src/formats/comment-texts.ts'

test.each(['\n', '\r\n'])('a comment ends where it is closed, whatever ends its line: %j', end => {
  const texts: string[] = []
  commentTexts(`{ /* one */ "a": 1,${end}  // two${end}}`, 'json', ({ value }) => texts.push(value))
  expect(texts).toContain('one')
  expect(texts).toContain('two')
})
