import { execFile, spawnSync } from 'node:child_process'

/** Whether the AWS CLI is installed. */
export const hasAwsCli = spawnSync('aws', ['--version'], { encoding: 'utf8' }).status === 0

/**
 * awsCli returns a function that runs the AWS CLI against an endpoint and parses its JSON; it rejects with the CLI's
 * error output.
 */
export function awsCli(endpoint: string): (command: string) => Promise<Record<string, unknown>> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'cli',
    AWS_SECRET_ACCESS_KEY: 'none',
    AWS_DEFAULT_REGION: 'us-west-2',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1'
  }
  return command =>
    new Promise((resolve, reject) => {
      execFile('aws', [...command.split(' '), '--output', 'json'], { env }, (error, stdout, stderr) => {
        if (error) reject(new Error(`${command}: ${stderr}`))
        else resolve(JSON.parse(stdout) as Record<string, unknown>)
      })
    })
}
