import { describe, expect, test } from '@jest/globals'
import { checkText } from '../../src/checking/check-text.ts'
import { readTemplate } from '../../src/formats/read-template.ts'
import { findingsOf, LITERAL } from './read.ts'

const container = (indent: string, value: string) =>
  ['image: r/app:1', 'environment:', '  - name: DB_PASSWORD', `    value: ${value}`]
    .map(line => `${indent}${line}\n`)
    .join('')

describe('large YAML', () => {
  const repeat = (block: string, size = 3000) => block.repeat(Math.ceil(size / block.length))
  const lineOf = (text: string) => text.slice(0, text.indexOf(LITERAL)).split('\n').length
  const filler = (indent: string, size?: number) =>
    repeat(
      `${indent}- Key: team\n${indent}  Value: [a, "b", { c: !Ref D }]\n${indent}  Note: "it\\"s" # a\n`,
      size
    )
  const files: readonly (readonly [string, string])[] = [
    [
      'resources of CloudFormation',
      `Resources:\n${repeat('  B:\n    Type: AWS::S3::Bucket\n    Tags: [!Ref A]\n')}  T:\n    Properties:\n      Tags:\n${filler('        ')}      ContainerDefinitions:\n        - Image: a\n          Environment:\n            - { Name: DB_PASSWORD, Value: ${LITERAL} }\n`
    ],
    [
      'the last document of many',
      `${repeat('---\nkind: x\nmetadata: { name: y }\n')}---\n${container('', LITERAL)}`
    ],
    [
      'services of Compose',
      `services:\n${repeat('  a:\n    image: a\n')}  web:\n${container('    ', LITERAL)}`
    ],
    [
      'a list in a list',
      `kind: List\nitems:\n${filler('')}- containers:\n  - name: a\n${container('    ', LITERAL)}`
    ],
    ['an anchor of another entry', `x: &x ${LITERAL}\ny:\n${filler('  ')}z:\n${container('  ', '*x')}`],
    ['a text before it', `a: |\n${repeat('  {{ .Values.x }} "\n')}b:\n${container('  ', LITERAL)}`],
    [
      'lines that end with CRLF',
      `a:\n${filler('  ')}b:\n${container('  ', LITERAL)}`.replaceAll('\n', '\r\n')
    ],
    ['a tab that makes it invalid', `a:\n${filler('  ')}\tx: y\nb:\n${container('  ', LITERAL)}`]
  ]
  test.each(files)('%s: the credential is found, once, at its place', async (_, text) => {
    const source = { file: 'a.yaml', text, writing: 'data' } as const
    const read = await readTemplate(source, undefined)
    expect(read.kind).toBe('template')
    const lines = read.kind === 'template' ? findingsOf(read).map(finding => finding.split(' ')[0]) : []
    expect(lines).toEqual([String(lineOf(text))])
  })

  test('the findings of 270 KB have their places', async () => {
    const text = `\uFEFFx:\n${filler('', 270_000)}a:\n${container('  ', LITERAL)}`
    const { findings, unscanned } = await checkText({ file: 'a.yaml', text, now: 0 })
    const place = { line: lineOf(text), column: '    value: '.length + 3 }
    expect([findings.map(finding => finding.place), unscanned]).toEqual([
      [expect.objectContaining(place)],
      []
    ])
  })

  test('more than 1 MiB is refused, and not clean', async () => {
    const text = `x: &x\n${repeat('  - a: 1\n    b: [c]\n', 2_100_000)}y:\n${container('  ', LITERAL)}`
    const { findings, unscanned } = await checkText({ file: 'a.yaml', text, now: 0 })
    const reason = expect.stringMatching(/^a\.yaml has 21\d{5} characters; of YAML at most 1048576 are read/)
    expect([findings, unscanned]).toEqual([[], [{ file: 'a.yaml', line: 1, reason }]])
  })
})
