// Checks that dist/ is exactly what the sources produce: builds it, and compares it with what git would commit. Any
// difference, also an extra file, is an error, since dist/ is attested with the release.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit', cwd: root })
const status = ['status', '--porcelain', '--ignored', '--untracked-files=all', '--', 'dist']
const changed = execFileSync('git', status, { cwd: root, encoding: 'utf8' })
  .trimEnd()
  .split('\n')
  .filter(Boolean)
const wrong = changed.filter(line => !/^[MARD] {2}/.test(line))
if (wrong.length > 0) {
  console.error(
    `dist/ is not what the sources give:\n${wrong.join('\n')}\nCommit what was built: git add -A dist`
  )
  process.exitCode = 1
}
