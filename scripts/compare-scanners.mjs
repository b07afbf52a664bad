// node scripts/compare-scanners.mjs --cases FILE.jsonl --corpus FOLDER --by-line FOLDER --gitleaks PROGRAM --secretlint
// FOLDER
//   --detect-secrets PROGRAM [--check FILE.js] [--write]
//
// Runs this project's check, gitleaks, secretlint and detect-secrets on the same files and prints the table of
// docs/comparison.md (with --write, writes the page). None of the data enters the project, only counts.
//
//   --cases       pairs of name and value, one JSON object per line: name, value, secret, where. Each becomes
//                 a task definition
//   --corpus      a folder with files/ and labels.jsonl: file (name without extension), pointer, name, label
//   --by-line     the same, with labels that also have line and endLine (HCL has no pointers)
//   --gitleaks    the program, e.g. from `go install github.com/zricethezav/gitleaks/v8@latest`
//   --secretlint  a folder where `npm install secretlint @secretlint/secretlint-rule-preset-recommend` was run
//   --detect-secrets  the program, from `pip install detect-secrets` into a separate environment
//   --check       this project's entry; dist/index.js by default
//
// All tools are judged alike: a finding that overlaps the text of a labeled leaf claims that the leaf is a credential.
// Of this project's findings, those of level error and category credential count, and any error if a reference is
// expected.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { definitionOf } from './compare/cases.mjs'
import { locateLeaf, offsetOf } from './compare/locate.mjs'
import { pageOf } from './compare/page.mjs'

const { values: given } = parseArgs({
  options: {
    cases: { type: 'string' },
    corpus: { type: 'string' },
    'by-line': { type: 'string' },
    'detect-secrets': { type: 'string' },
    gitleaks: { type: 'string' },
    secretlint: { type: 'string' },
    check: { type: 'string', default: 'dist/index.js' },
    write: { type: 'boolean', default: false }
  }
})
for (const name of ['cases', 'corpus', 'by-line', 'gitleaks', 'secretlint', 'detect-secrets']) {
  if (given[name] === undefined)
    throw new Error(`--${name} is missing; the head of this script says what it is`)
}

const folder = mkdtempSync(join(tmpdir(), 'compare-'))
try {
  const sets = [
    makeCases(),
    takeCorpus('corpus', 'task definitions of public repositories, masked'),
    takeCorpus('by-line', 'more of them: mostly Terraform, JSON and CloudFormation')
  ]
  const tools = [ours(), gitleaks(), secretlint(), detectSecrets()]
  const rows = sets.flatMap(set => tools.map(tool => measure(tool, set)))
  const page = pageOf(sets, tools, rows)
  process.stdout.write(page)
  if (given.write) writeFileSync(new URL('../docs/comparison.md', import.meta.url), page)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Each pair as a separate task definition, with the usual indentation. */
function makeCases() {
  const path = join(folder, 'cases')
  mkdirSync(path)
  const lines = readFileSync(given.cases, 'utf8').trim().split('\n')
  const labels = lines.map((line, index) => {
    const one = JSON.parse(line)
    const file = `case-${String(index).padStart(4, '0')}.json`
    const { definition, pointer } = definitionOf(one)
    writeFileSync(join(path, file), JSON.stringify(definition, null, 2))
    return { file, pointer, name: one.name, secret: one.secret, anyError: one.where.startsWith('secrets') }
  })
  return load('made-up pairs of name and value', path, labels)
}

function takeCorpus(option, title) {
  const path = join(folder, option)
  cpSync(join(given[option], 'files'), path, { recursive: true })
  // A file's label is the text before the first dot: 162.json.tpl is 162.
  const names = new Map(readdirSync(path).map(file => [file.split('.')[0], file]))
  const labels = readFileSync(join(given[option], 'labels.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
    .filter(({ label, file }) => label !== 'ambiguous' && names.has(file))
    .map(({ file, pointer, name, label, line, endLine }) => ({
      file: names.get(file),
      pointer: pointer ?? '',
      name,
      line,
      endLine,
      secret: label === 'secret'
    }))
  return load(title, path, labels)
}

/** The texts, and the range of the leaf for each label. */
function load(title, path, labels) {
  const files = readdirSync(path).sort()
  const texts = new Map(files.map(file => [file, readFileSync(join(path, file), 'utf8')]))
  const located = labels.map(label => ({ ...label, range: rangeOf(texts.get(label.file), label) }))
  return { title, path, files, texts, labels: located }
}

function rangeOf(text, label) {
  return label.line === undefined ? locateLeaf(text, label) : linesOf(text, label.line, label.endLine)
}

function linesOf(text, line, endLine) {
  const end = text.split('\n')[endLine - 1] ?? ''
  return { start: offsetOf(text, line, 1), end: offsetOf(text, endLine, end.length + 1) }
}

function measure(tool, set) {
  const started = performance.now()
  const claims = tool.find(set)
  const milliseconds = performance.now() - started
  const count = { found: 0, missed: 0, wrong: 0 }
  for (const { file, range, secret, anyError } of set.labels) {
    const hit = claims.some(
      claim =>
        claim.file === file &&
        claim.start < range.end &&
        claim.end > range.start &&
        (claim.counts || (anyError && claim.error))
    )
    if (secret) count[hit ? 'found' : 'missed']++
    else if (hit) count.wrong++
  }
  return { tool: tool.name, set: set.title, milliseconds, ...count }
}

function ours() {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const entry = resolve(given.check)
  const find = ({ path, files, texts }) => {
    const run = spawnSync(process.execPath, [entry, 'check', ...files, '--format', 'json'], {
      cwd: path,
      encoding: 'utf8',
      maxBuffer: 1 << 28
    })
    return JSON.parse(run.stdout).findings.map(finding => {
      const text = texts.get(finding.file)
      return {
        file: finding.file,
        start: finding.line === undefined ? 0 : offsetOf(text, finding.line, finding.column),
        end: finding.line === undefined ? 0 : offsetOf(text, finding.endLine, finding.endColumn),
        counts: finding.level === 'error' && finding.category === 'credential',
        error: finding.level === 'error'
      }
    })
  }
  return { name: 'ecs-sealed-deploy', version, find }
}

function gitleaks() {
  const program = resolve(given.gitleaks)
  const find = ({ path, texts }) => {
    const report = join(folder, 'gitleaks.json')
    const args = ['dir', path, '--report-format', 'json', '--report-path', report, '--redact', '--no-banner']
    const run = spawnSync(program, [...args, '--exit-code', '0'], { encoding: 'utf8', maxBuffer: 1 << 28 })
    if (run.status !== 0) throw new Error(`gitleaks ended with ${run.status}`)
    return JSON.parse(readFileSync(report, 'utf8')).map(
      ({ File, StartLine, StartColumn, EndLine, EndColumn }) => {
        const file = File.slice(path.length + 1)
        const text = texts.get(file)
        return {
          file,
          start: offsetOf(text, StartLine, StartColumn),
          end: offsetOf(text, EndLine, EndColumn) + 1,
          counts: true
        }
      }
    )
  }
  return { name: 'gitleaks', version: gitleaksVersion(program), find }
}

/** A build from source does not know its version; the Go toolchain reads it from the program. */
function gitleaksVersion(program) {
  const said = execFileSync(program, ['version'], { encoding: 'utf8' }).trim()
  if (/^v?\d/.test(said)) return said.replace(/^v/, '')
  const built = execFileSync('go', ['version', '-m', program], { encoding: 'utf8' })
  return /^\s*mod\s+\S+\s+v(\S+)/m.exec(built)?.[1] ?? 'unknown'
}

function secretlint() {
  const home = resolve(given.secretlint)
  const { version } = JSON.parse(readFileSync(join(home, 'node_modules/secretlint/package.json'), 'utf8'))
  const find = ({ path }) => {
    // It resolves its rules and the files from the working directory.
    const scan = mkdtempSync(join(home, 'scan-'))
    try {
      cpSync(path, join(scan, 'files'), { recursive: true })
      const settings = join(scan, 'settings.json')
      writeFileSync(
        settings,
        JSON.stringify({ rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] })
      )
      const bin = join(home, 'node_modules/secretlint/bin/secretlint.js')
      const args = [
        bin,
        '--secretlintrc',
        settings,
        '--format',
        'json',
        '--maskSecrets',
        '--output',
        join(scan, 'report.json'),
        `${scan}/files/**/*`
      ]
      // Its output to a pipe is cut off, because it exits before everything is written.
      spawnSync(process.execPath, args, { cwd: home })
      return JSON.parse(readFileSync(join(scan, 'report.json'), 'utf8')).flatMap(({ filePath, messages }) =>
        messages.map(({ range }) => ({
          file: filePath.slice(scan.length + '/files/'.length),
          start: range[0],
          end: range[1],
          counts: true
        }))
      )
    } finally {
      rmSync(scan, { recursive: true, force: true })
    }
  }
  return { name: 'secretlint', version, find }
}

/** It reports only lines; every label on such a line counts as found. */
function detectSecrets() {
  const program = resolve(given['detect-secrets'])
  const version = execFileSync(program, ['--version'], { encoding: 'utf8' }).trim()
  const find = ({ path, texts }) => {
    const run = spawnSync(program, ['scan', '--all-files', '.'], {
      cwd: path,
      encoding: 'utf8',
      maxBuffer: 1 << 28
    })
    return Object.values(JSON.parse(run.stdout).results)
      .flat()
      .map(({ filename, line_number: line }) => ({
        file: filename.replace(/^\.\//, ''),
        ...linesOf(texts.get(filename.replace(/^\.\//, '')), line, line),
        counts: true
      }))
  }
  return { name: 'detect-secrets', version, find }
}
