import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'
import { Maker } from '../detector/made.ts'

const value = new Maker(61).alnum(16)

test.each([`password: ${value}`, `http:// ${value}`, `${value}@[`])(
  'what the SDK itself says of an endpoint is not printed: %s',
  endpoint => {
    const words = 'status --cluster demo --service web --aws-region us-west-2 --max-retries 0'.split(' ')
    const { stdout, stderr, status } = spawnSync(process.execPath, [resolve('dist/index.js'), ...words], {
      cwd: tmpdir(),
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: tmpdir(),
        AWS_ENDPOINT_URL: endpoint,
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test'
      }
    })
    expect(status).toBe(3)
    expect(`${stdout}${stderr}`).toContain('1 problem found')
    expect(`${stdout}${stderr}`).not.toContain(value)
    expect(stderr).not.toMatch(/^\s+at |Failed to construct/m)
  }
)
