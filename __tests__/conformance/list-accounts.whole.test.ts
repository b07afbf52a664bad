import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { environmentOf } from '../environment.ts'
import { awsCli, hasAwsCli } from '../sandbox/aws-cli.ts'
import { skipLoudly } from '../skips.ts'
import { type RunningTarget, targets } from './targets.ts'

/** The list of accounts of .github/workflows/audit-organization.yml, from an organization that moto has. */
const moto = targets.find(({ name }) => name === 'moto')
const missing = moto?.missing ?? (hasAwsCli ? undefined : 'needs the AWS CLI')

if (missing !== undefined || moto === undefined) skipLoudly(missing ?? 'needs moto')
else {
  let running: RunningTarget
  const folder = mkdtempSync(join(tmpdir(), 'accounts-'))
  const output = join(folder, 'output')
  beforeAll(async () => {
    running = await moto.start()
  }, 300_000)
  afterAll(async () => {
    await running.stop()
    rmSync(folder, { recursive: true })
  })

  const listPlaces = () =>
    new Promise<number | null>((resolve, reject) => {
      const env = {
        PATH: process.env['PATH'],
        ...environmentOf(running),
        AWS_DEFAULT_REGION: 'us-east-1',
        GITHUB_OUTPUT: output,
        ORGANIZATION_ROLE: 'arn:aws:iam::111111111111:role/list',
        REGIONS: 'us-east-1 eu-west-1'
      }
      const child = spawn('bash', ['scripts/list-places.sh'], { env, stdio: 'ignore' })
      child.once('error', reject)
      child.once('close', resolve)
    })
  const organizations = (command: string) => awsCli(running.url)(`organizations ${command}`)

  test('where no account is given, the active ones of the organization are', async () => {
    await organizations('create-organization')
    for (const name of ['shop', 'billing', 'closed'])
      await organizations(`create-account --email ${name}@example.com --account-name ${name}`)
    type Account = { readonly Id: string; readonly Name: string }
    const { Accounts: accounts } = (await organizations('list-accounts')) as {
      readonly Accounts: readonly Account[]
    }
    const closed = accounts.find(({ Name }) => Name === 'closed')?.Id ?? ''
    await organizations(`close-account --account-id ${closed}`)

    expect(await listPlaces()).toBe(0)
    const places = /^places=(.*)$/m.exec(readFileSync(output, 'utf8'))?.[1] ?? ''
    const active = accounts.map(({ Id }) => Id).filter(id => id !== closed)
    expect(active).toHaveLength(3)
    expect(JSON.parse(places)).toEqual({
      accounts: active.toSorted(),
      regions: ['eu-west-1', 'us-east-1']
    })
  }, 300_000)
}
