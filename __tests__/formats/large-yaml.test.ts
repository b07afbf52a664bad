import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { checkText } from '../../src/checking/check-text.ts'
import { readYamlInPieces } from '../../src/document/read-yaml-in-pieces.ts'
import type { CheckedFile } from '../../src/formats/checked-file.ts'
import { readTemplate } from '../../src/formats/read-template.ts'
import { brokenYaml, makeYaml, withoutEnds } from '../document/made-yaml.ts'
import { randomFrom, runsOf } from '../sample.ts'
import { findingsOf, LITERAL } from './read.ts'

const container = (indent: string, value: string) =>
  ['image: r/app:1', 'environment:', '  - name: DB_PASSWORD', `    value: ${value}`]
    .map(line => `${indent}${line}\n`)
    .join('')

const SAMPLES = [
  `family: x\ncontainerDefinitions:\n- name: a\n${container('  ', LITERAL)}`,
  `services:\n  app: # c\n${container('    ', '{{ password }}')}`,
  `{% for c in d %}\ncontainerDefinitions:\n  - name: {{ c }}\n${container('    ', '@X@')}{% endfor %}\n`,
  `Resources:\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: a\n          Image: !Ref I\n          Environment: [{Name: A, Value: !If [C, x, !Ref 'AWS::NoValue']}]\n`,
  '# only a comment\n'
]

/** Of what is not valid, the package tells more as a whole. */
function comparable(read: CheckedFile) {
  if (read.kind === 'unreadable') return { kind: read.kind }
  const { kind, document } = read
  const problems = kind === 'nothing' ? read.problems : read.notes
  const loose = kind === 'nothing' ? undefined : read.loose
  return { kind, loose, hasProblems: problems.length > 0, root: withoutEnds(document.root) }
}

function isInvalid(read: CheckedFile): boolean {
  const problems = 'notes' in read ? read.notes : read.problems
  return problems.some(({ code }) => code === 'invalid-yaml')
}

describe('YAML in pieces, as a check reads it', () => {
  test('files of several documents, templates and broken files are read as they are as a whole', async () => {
    const random = randomFrom(20260303)
    const documents = () => {
      const one = () =>
        random() < 0.4 ? (SAMPLES[Math.floor(random() * SAMPLES.length)] as string) : makeYaml(random)
      return Array.from({ length: 1 + Math.floor(random() * 3) }, one).join('---\n')
    }
    const read = { definition: 0, template: 0, nothing: 0, unreadable: 0 }
    for (let round = runsOf({ few: 60, all: 10_000 }); round > 0; round--) {
      const text = random() < 0.3 ? brokenYaml(random, documents()) : documents()
      const source = { file: 'a.yaml', text, writing: 'data' } as const
      const whole = await readTemplate(source, undefined)
      const pieces = await readTemplate({ ...source, readPart: readYamlInPieces }, undefined)
      read[pieces.kind]++
      // The package forgives more around a line that is not valid.
      if (isInvalid(pieces) && !isInvalid(whole)) continue
      const [one, other] = [pieces, whole].map(comparable)
      if (!isDeepStrictEqual(one, other)) expect({ text, ...one }).toStrictEqual({ text, ...other })
    }
    expect(Math.min(read.template, read.nothing)).toBeGreaterThan(5)
  })

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
    const source = { file: 'a.yaml', text, writing: 'data', readPart: readYamlInPieces } as const
    const read = await readTemplate(source, undefined)
    expect(read.kind).toBe('template')
    const lines = read.kind === 'template' ? findingsOf(read).map(finding => finding.split(' ')[0]) : []
    expect(lines).toEqual([String(lineOf(text))])
  })

  test('a file that is as large as that is read in pieces, and its findings have their places', async () => {
    const text = `\uFEFFx:\n${filler('', 270_000)}a:\n${container('  ', LITERAL)}`
    const { findings, unscanned } = await checkText({ file: 'a.yaml', text, now: 0 })
    const place = { line: lineOf(text), column: '    value: '.length + 3 }
    expect([findings.map(finding => finding.place), unscanned]).toEqual([
      [expect.objectContaining(place)],
      []
    ])
  })

  test('what can only be read as a whole, and is too large for it, is not clean', async () => {
    const text = `x: &x\n${repeat('  - a: 1\n    b: [c]\n', 2_100_000)}y:\n${container('  ', LITERAL)}`
    const { findings, unscanned } = await checkText({ file: 'a.yaml', text, now: 0 })
    const reason = expect.stringMatching(
      /^a\.yaml: from here, 21\d{5} characters can only be read as a whole/
    )
    expect([findings, unscanned]).toEqual([[], [{ file: 'a.yaml', line: 1, reason }]])
  })
})
