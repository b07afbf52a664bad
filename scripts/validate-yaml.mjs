// node --no-warnings --import ./scripts/json-hook.mjs scripts/validate-yaml.mjs [files…]
// Validates action.yml and the workflow files with GitHub's own language service, offline. Without arguments:
// action.yml, .github/workflows/ and the workflows of the examples.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { validate } from '@actions/languageservice'
import { TextDocument } from 'vscode-languageserver-textdocument'

const root = fileURLToPath(new URL('../', import.meta.url))
const given = process.argv.slice(2)
const files = given.length > 0 ? given : ownFiles()

let findings = 0
for (const file of files) {
  const text = readFileSync(file, 'utf8')
  for (const { range, message } of await validate(TextDocument.create(addressOf(file), 'yaml', 1, text))) {
    findings++
    console.log(`${file}:${range.start.line + 1}:${range.start.character + 1} ${message}`)
  }
}
console.log(`${files.length} files, ${findings} findings`)
process.exitCode = findings > 0 ? 1 : 0

function ownFiles() {
  const folders = ['.github/workflows', 'examples/ops-pipeline/workflows']
  const workflows = folders.flatMap(folder =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder))
          .filter(name => /\.ya?ml$/.test(name))
          .map(name => join(root, folder, name))
      : []
  )
  return [join(root, 'action.yml'), ...workflows].map(file => resolve(file))
}

/**
 * The service distinguishes workflows from action files by their path: a workflow of an example gets GitHub's folder.
 */
function addressOf(file) {
  const name = basename(file)
  if (/^action\.ya?ml$/.test(name)) return `file://${resolve(file)}`
  return `file://${join(dirname(resolve(file)), '.github/workflows', name)}`
}
