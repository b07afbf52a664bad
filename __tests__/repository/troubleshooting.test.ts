import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import {
  outcomes,
  patternOf,
  problemCodes,
  problemMessages,
  readAllEntries,
  reportedMessages,
  rolloutSentences,
  squeezed
} from './troubleshooting.ts'

const entries = readAllEntries()
const headings = entries.flatMap(entry => entry.headings)

/**
 * Parts of messages whose code has an entry under a heading of other words. Whoever writes a heading takes it off the
 * list.
 */
const UNDER_ANOTHER_HEADING: readonly string[] = [
  'bytes; at most ${maxFileBytes} are read',
  'the file is empty; a task definition was expected.',
  'a second document (---) starts here.',
  'it is not known what the GitHub deployment is of.',
  'and there is no cluster or repository to take the first part',
  'is an SSM parameter; repositoryCredentials takes',
  'is followed by a JSON key or a version;',
  'names a version stage and a version id;',
  'the JSON key or the version stage of the reference',
  'the version id of the reference',
  'ECS reads secrets from secretsmanager and ssm only',
  'ECS expects none or exactly three',
  'for which there is no file.${didYouMean',
  'would be written from ${revision}, and is there already.',
  // Of JSON and YAML, of files and of the grammar of references.
  'a task definition starts with "{".',
  'brackets are nested deeper than ${maxDepth} levels.',
  'collections are nested deeper than ${maxDepth} levels.',
  'a task definition is a mapping; this file is a single value.',
  'this tag (!…) is not known; only plain YAML 1.2 is read.',
  'this alias has no anchor before it.',
  'a name must be plain text; this one is a list or a mapping.',
  'only text, finite numbers, true, false and null are read.',
  'holds no object and no list; a task definition was expected.',
  'holds no task definition and no container: nothing in it was checked.',
  'is followed by a version, a label or a JSON key;',
  'ECS takes JSON keys and versions from Secrets Manager only',
  'the reference is empty',
  'the reference begins or ends with white space',
  'this is a dynamic reference of CloudFormation, which ECS does not resolve',
  '`secretsmanager:` is followed by ${name',
  'parts; at most three are allowed',
  '`ssm:` is followed by ${name',
  'is not a full path',
  'the text is neither an ARN nor does it begin with',
  'the second part of the ARN is not a partition of AWS',
  'a region that cannot be one',
  'has no account of twelve digits',
  'the ARN ends before the resource',
  'the resource of the secretsmanager ARN is not `secret:NAME`',
  'the resource of the ssm ARN is not `parameter/NAME`',
  'is not a regular file.'
]

describe('the pages', () => {
  test('hold the messages; the index only lists them', () => {
    expect(readFileSync('docs/troubleshooting.md', 'utf8')).not.toMatch(/^#+ `/m)
    expect(headings.length).toBeGreaterThan(600)
  })

  test('have an entry for every problem code of src/, and none for a code that src/ does not have', () => {
    const inPages = new Set(entries.flatMap(({ codes }) => codes))
    const inSource = problemCodes()
    expect(inSource.size).toBeGreaterThan(80)
    expect([...inSource].filter(code => !inPages.has(code))).toEqual([])
    expect([...inPages].filter(code => !inSource.has(code))).toEqual([])
  })

  test('have an entry for every outcome, and no other', () => {
    const inPages = entries.flatMap(entry => entry.outcomes)
    expect(inPages).toHaveLength(outcomes().length)
    expect(new Set(inPages)).toEqual(new Set(outcomes()))
  })

  test('have every sentence that a rollout ends with or is explained by', () => {
    const sentences = rolloutSentences()
    expect(sentences.length).toBeGreaterThan(25)
    const missing = sentences.filter(({ pattern }) => !headings.some(heading => pattern.test(heading)))
    expect(missing.map(({ sentence }) => sentence)).toEqual([])
  })

  test('have every message that is written beside its code', () => {
    const messages = [...problemMessages(), ...reportedMessages()]
    expect(messages.length).toBeGreaterThan(200)
    const forms = headings.map(heading => ({ heading: squeezed(heading), form: patternOf(heading) }))
    const missing = messages.filter(({ message, pattern }) => {
      const example = squeezed(message).replace(/\$\{[^}]*\}/g, 'x')
      return !forms.some(({ heading, form }) => pattern.test(heading) || form.test(example))
    })
    const unknown = missing.filter(
      ({ message }) => !UNDER_ANOTHER_HEADING.some(part => message.includes(part))
    )
    expect(unknown.map(({ message }) => message)).toEqual([])
    const listed = UNDER_ANOTHER_HEADING.filter(
      part => !missing.some(({ message }) => message.includes(part))
    )
    expect(listed).toEqual([])
  })

  test('say something about every message, and have each once', () => {
    expect(entries.filter(({ text }) => text.length < 20)).toEqual([])
    expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([])
  })
})
