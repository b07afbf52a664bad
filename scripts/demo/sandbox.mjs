import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { root } from './install.mjs'

const START_LIMIT_MS = 60_000

/**
 * Starts the sandbox in a process of its own on a free loopback port and waits until it listens. `flags` are further flags of
 * scripts/sandbox.mjs. Returns its address, `get(path)` for its `/_sandbox/` pages, `post(path, body)`, and `stop()`.
 * Throws with what it printed when it ends before it listens.
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

/** This process's environment without what would change what is shown: inputs, GitHub's variables, AWS settings, proxies. */
export function quietEnvironment() {
  const noise = /^(INPUT_|GITHUB_|RUNNER_|ACTIONS_|AWS_|(https?|no|all)_proxy$|NODE_OPTIONS$|FORCE_COLOR$)/i
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !noise.test(name)))
}

/**
 * Asks the sandbox's IAM for something, as any client would over the query protocol: `parameters` holds `Action` and its
 * members. Returns the answer's XML; throws on a refusal.
 */
export async function askIam(url, parameters) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      authorization:
        'AWS4-HMAC-SHA256 Credential=demo/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0'
    },
    body: new URLSearchParams({ Version: '2010-05-08', ...parameters }).toString()
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`IAM answered ${answer.status} to ${parameters.Action}: ${text}`)
  return text
}
