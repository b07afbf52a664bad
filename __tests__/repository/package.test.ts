import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'

const read = (file: string) => readFileSync(file, 'utf8')
const manifest = JSON.parse(read('package.json')) as Readonly<Record<string, unknown>> & {
  readonly version: string
}

test('the package can be published, and installs nothing besides itself', () => {
  expect(manifest).not.toHaveProperty('private')
  // All is in the bundle: who runs `npx ecs-sealed-deploy` shall not wait for an SDK that is never loaded.
  expect(manifest).not.toHaveProperty('dependencies')
  expect(manifest).toMatchObject({
    bin: { 'ecs-sealed-deploy': 'dist/index.js' },
    engines: { node: '>=20' },
    publishConfig: { access: 'public', provenance: true }
  })
  expect((manifest['files'] as readonly string[]).every(file => file.startsWith('dist/'))).toBe(true)
})

test('dependencies of the bundle are reviewed, though they are none of the package', () => {
  const { jobs } = parse(read('.github/workflows/dependency-review.yml')) as {
    jobs: { review: { steps: readonly { with?: object }[] } }
  }
  expect(jobs.review.steps.at(-1)?.with).toHaveProperty('fail-on-scopes', 'runtime, development')
})

test.each(['docs/check.md'])('the pre-commit hook of %s is the released version', page => {
  const revs = [...read(page).matchAll(/^ *rev: (\S+)$/gm)].map(([, rev]) => rev)
  expect(revs).toEqual([`v${manifest.version}`])
})

test('a tag only drafts the release, with what is bundled: a person publishes it', () => {
  const text = read('.github/workflows/release.yml')
  expect(text).toMatch(/gh release create .* sbom\.spdx\.json --draft /)
  expect(text).not.toMatch(/--draft=false|npm publish/)
})

test('a prerelease moves no major tag and publishes no package', () => {
  const { jobs } = parse(read('.github/workflows/publish.yml')) as { jobs: Readonly<Record<string, object>> }
  expect(jobs['major-tag']).toMatchObject({ if: '!github.event.release.prerelease' })
  expect(jobs['npm']).toMatchObject({ needs: 'major-tag' })
  expect(jobs['npm']).not.toHaveProperty('if')
})

test('the release publishes the package with its provenance, without a kept token', () => {
  const text = read('.github/workflows/publish.yml')
  const { jobs } = parse(text) as {
    jobs: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
  expect(jobs['npm']).toMatchObject({
    needs: 'major-tag',
    environment: 'npm',
    permissions: { contents: 'read', 'id-token': 'write' }
  })
  expect(JSON.stringify(jobs['npm'])).toContain('npm publish --provenance --access public')
  expect(text).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|registry-url/)
})
