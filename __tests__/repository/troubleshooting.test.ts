import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import {
  outcomes,
  problemCodes,
  problemMessages,
  readEntries,
  rolloutSentences,
  squeezed
} from './troubleshooting.ts'

const entries = readEntries(readFileSync('docs/troubleshooting.md', 'utf8'))
const headings = entries.flatMap(entry => entry.headings)

/** Parts of messages whose code has an entry under a heading of other words. Whoever writes a heading takes it off the list. */
const UNDER_ANOTHER_HEADING: readonly string[] = [
  'bytes; at most ${maxFileBytes} are read',
  'the file is empty; a task definition was expected.',
  'a second document (---) starts here.',
  'it is not known what the GitHub deployment is of.',
  'and there is no cluster or repository to take the first part',
  'is an SSM parameter; repositoryCredentials takes',
  'is followed by a JSON key or a version;',
  'could not be looked up: ${error.operation} is not allowed.',
  'names a version stage and a version id;',
  'the JSON key or the version stage of the reference',
  'the version id of the reference',
  'the reference means several entries',
  'ECS reads secrets from secretsmanager and ssm only',
  'ECS expects none or exactly three',
  'for which there is no file.${didYouMean',
  'it was changed while the migration was running.',
  'would be written from ${revision}, and is there already.'
]

describe('the page', () => {
  test('has an entry for every problem code of src/, and none for a code that src/ does not have', () => {
    const inPage = new Set(entries.flatMap(({ codes }) => codes))
    const inSource = problemCodes()
    expect(inSource.size).toBeGreaterThan(80)
    expect([...inSource].filter(code => !inPage.has(code))).toEqual([])
    expect([...inPage].filter(code => !inSource.has(code))).toEqual([])
  })

  test('has an entry for every outcome, and no other', () => {
    const inPage = entries.flatMap(entry => entry.outcomes)
    expect(inPage).toHaveLength(outcomes().length)
    expect(new Set(inPage)).toEqual(new Set(outcomes()))
  })

  test('has every sentence that a rollout ends with or is explained by', () => {
    const sentences = rolloutSentences()
    expect(sentences.length).toBeGreaterThan(25)
    const missing = sentences.filter(({ pattern }) => !headings.some(heading => pattern.test(heading)))
    expect(missing.map(({ sentence }) => sentence)).toEqual([])
  })

  test('has every message that is written beside its code', () => {
    const messages = problemMessages()
    expect(messages.length).toBeGreaterThan(90)
    const missing = messages.filter(
      ({ pattern }) => !headings.some(heading => pattern.test(squeezed(heading)))
    )
    const unknown = missing.filter(
      ({ message }) => !UNDER_ANOTHER_HEADING.some(part => message.includes(part))
    )
    expect(unknown.map(({ message }) => message)).toEqual([])
    const listed = UNDER_ANOTHER_HEADING.filter(
      part => !missing.some(({ message }) => message.includes(part))
    )
    expect(listed).toEqual([])
  })

  test('says something about every message, and has each once', () => {
    expect(entries.filter(({ text }) => text.length < 20)).toEqual([])
    expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([])
  })
})
