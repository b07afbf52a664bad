import { makeWorkspace } from '../workspace.ts'
import { test } from '@jest/globals'
import { cli } from '../run/scene.ts'
import { casesIn } from './cases.ts'

type Finding = Readonly<
  Record<'rule' | 'level' | 'file' | 'line' | 'container' | 'name' | 'pointer', unknown>
>

/** What a case says of a finding: the words and the place may change with the page, these do not. */
const shown = ({ rule, level, file, line, container, name, pointer }: Finding) => ({
  rule,
  level,
  file,
  line,
  container,
  name,
  pointer
})

test.each(casesIn('check'))('$title', async ({ files, inputs, expectJson }) => {
  const scene = makeWorkspace(files)
  try {
    const flags = Object.entries(inputs).flatMap(([name, value]) => [`--${name}`, value])
    const paths = Object.keys(files).filter(path => !path.startsWith('.'))
    const { code, out, err } = await cli(scene, ['check', ...paths, ...flags, '--format', 'json'])
    const { findings, unscanned } = JSON.parse(out) as { findings: Finding[]; unscanned: unknown[] }
    expectJson({ exitCode: code, findings: findings.map(shown), unscanned, said: err.split('\n').filter(Boolean) })
  } finally {
    scene.remove()
  }
})
