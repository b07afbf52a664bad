import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** How long a build waits for another build of the same packages, in milliseconds. */
const PATIENCE = 600_000

/**
 * changeManifests changes package.json files and returns the function that restores them. `changes` maps a path to a
 * function that makes the new manifest from the old one; packages that are not installed are skipped. `lock` is a file
 * with the owner of the changes and the original contents: another build waits for its end, and one that finds that its
 * process was killed first restores everything. Throws if the other build does not end within `patience` milliseconds.
 */
export function changeManifests(changes, lock, patience = PATIENCE) {
  takeLock(lock, patience)
  const saved = [...changes.keys()].filter(existsSync).map(file => [file, readFileSync(file, 'utf8')])
  replaceFile(lock, JSON.stringify({ pid: process.pid, saved }))
  for (const [file, text] of saved) replaceFile(file, JSON.stringify(changes.get(file)(JSON.parse(text))))
  return () => {
    for (const [file, text] of saved) replaceFile(file, text)
    rmSync(lock, { force: true })
  }
}

function takeLock(lock, patience) {
  const end = Date.now() + patience
  let told = false
  while (!isTaken(lock)) {
    const { pid, saved = [] } = holderOf(lock)
    if (pid !== undefined && !isAlive(pid)) {
      putBack(lock, saved)
      continue
    }
    const who = `another build (process ${pid ?? 'unknown'}) uses the same packages`
    if (Date.now() >= end) throw new Error(`${who}. If there is no such build, remove ${lock} and run npm ci`)
    if (!told) console.error(`Waiting: ${who}`)
    told = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
  }
}

function isTaken(lock) {
  try {
    writeFileSync(lock, JSON.stringify({ pid: process.pid }), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Empty for a lock that is gone or being written. */
function holderOf(lock) {
  try {
    return JSON.parse(readFileSync(lock, 'utf8'))
  } catch {
    return {}
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Of several builds that find the lock of a dead one, the one that can move it away restores the contents. */
function putBack(lock, saved) {
  const own = `${lock}.${process.pid}`
  try {
    renameSync(lock, own)
  } catch {
    return
  }
  for (const [file, text] of saved) if (existsSync(file)) replaceFile(file, text)
  rmSync(own)
}

/**
 * Package managers share files between several node_modules with hard links: a new file leaves the others unchanged.
 */
function replaceFile(file, text) {
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}
