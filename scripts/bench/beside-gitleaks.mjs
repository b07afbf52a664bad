import { spawn, spawnSync } from 'node:child_process'
import { bundle, node } from './processes.mjs'

/** The gitleaks of GITLEAKS or the PATH; undefined if it is not installed. */
export function findGitleaks() {
  const path = process.env.GITLEAKS ?? 'gitleaks'
  const { status, stdout } = spawnSync(path, ['version'], { encoding: 'utf8' })
  if (status !== 0) return undefined
  // A binary built with `go install` does not know its version.
  const version = /^v?\d+\.\d+\.\d+/.exec(stdout.trim())?.[0]
  return { path, name: version === undefined ? 'gitleaks' : `gitleaks ${version}` }
}

/**
 * Times a check of a folder against gitleaks on the same folder, alternately, each as a whole process. Returns the
 * minimum of each in milliseconds: everything above it is noise of the machine.
 */
export async function besideGitleaks({ path }, { cwd, folder, pattern, rounds }) {
  const ours = []
  const theirs = []
  for (let round = 0; round < rounds; round++) {
    ours.push(await wallOf(node, [bundle, 'check', pattern], cwd))
    theirs.push(await wallOf(path, ['dir', '--no-banner', '--log-level', 'error', folder], cwd))
  }
  const [own, other] = [Math.min(...ours), Math.min(...theirs)]
  return { ours: own, theirs: other, ratio: own / other }
}

async function wallOf(command, args, cwd) {
  const started = process.hrtime.bigint()
  const child = spawn(command, args, { cwd, stdio: 'ignore' })
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  return Number(process.hrtime.bigint() - started) / 1e6
}
