import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { root } from './install.mjs'

const START_LIMIT_MS = 60_000

/**
 * Starts the sandbox in a separate process on a free loopback port and waits until it listens. `flags` are further
 * flags of scripts/sandbox.mjs. Returns its address, `get(path)` for its `/_sandbox/` pages, `post(path, body)`, and
 * `stop()`. Throws with its output if it ends before it listens.
 */
export async function startSandbox(scenario, flags = []) {
  const child = spawn(
    process.execPath,
    [`${root}scripts/sandbox.mjs`, '--port', '0', '--scenario', scenario, ...flags],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: quietEnvironment() }
  )
  const ended = new Promise(resolve => child.once('exit', resolve))
  const url = await addressOf(child)
  const page = async (path, init) => {
    const answer = await fetch(`${url}/_sandbox/${path}`, init)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`the sandbox answered ${answer.status} to ${path}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  return {
    url,
    get: path => page(path),
    post: (path, body = {}) => page(path, { method: 'POST', body: JSON.stringify(body) }),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    }
  }
}

function addressOf(child) {
  return new Promise((resolve, reject) => {
    const printed = []
    const limit = setTimeout(() => fail('did not listen in time'), START_LIMIT_MS)
    const fail = why => {
      clearTimeout(limit)
      child.kill('SIGTERM')
      reject(new Error(`the sandbox ${why}:\n${printed.join('\n')}`))
    }
    createInterface({ input: child.stderr }).on('line', line => printed.push(line))
    createInterface({ input: child.stdout }).on('line', line => {
      printed.push(line)
      const [, address] = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line) ?? []
      if (!address) return
      clearTimeout(limit)
      resolve(address)
    })
    child.once('exit', code => fail(`ended with exit code ${code}`))
  })
}

/**
 * This process's environment without variables that would change the demo: inputs, GitHub's variables, AWS settings,
 * proxies.
 */
export function quietEnvironment() {
  const noise = /^(INPUT_|GITHUB_|RUNNER_|ACTIONS_|AWS_|(https?|no|all)_proxy$|NODE_OPTIONS$|FORCE_COLOR$)/i
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !noise.test(name)))
}

/** The administrator of the account in the demo's scenario, as opposed to the deploying role. */
const operator = service =>
  `AWS4-HMAC-SHA256 Credential=operator/20260101/us-west-2/${service}/aws4_request, SignedHeaders=host, Signature=0`

/**
 * Calls IAM over the query protocol, as any client would: `parameters` holds `Action` and its members. Returns the
 * response's XML; throws on a refusal.
 */
export function askIam(url, parameters) {
  return send(url, {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    authorization: operator('iam'),
    body: new URLSearchParams({ Version: '2010-05-08', ...parameters }).toString()
  })
}

/** Calls ECS or Secrets Manager over the JSON protocol. `target` is e.g. `secretsmanager.GetSecretValue`. */
export async function askJson(url, { service, target, body }) {
  const text = await send(url, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': target,
    authorization: operator(service),
    body: JSON.stringify(body)
  })
  return JSON.parse(text)
}

async function send(url, { body, ...headers }) {
  const answer = await fetch(url, { method: 'POST', headers, body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`the sandbox answered ${answer.status}: ${text}`)
  return text
}
