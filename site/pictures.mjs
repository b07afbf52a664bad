// Draws the pictures of the front page from real runs of the bundle against the sandbox: a deploy of eight services at a
// terminal while one of them fails, the report of that run, and the comment of a plan on a pull request. Each is a PNG
// for light and one for dark themes, and for phones, in public/pictures/. Needs Chromium and `script` (util-linux).
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { chromium } from 'playwright-core'
import { parse, stringify } from 'yaml'
import { sandboxEnvironment } from '../scripts/demo/cli.mjs'
import { quietEnvironment, startSandbox } from '../scripts/demo/sandbox.mjs'
import { drawScreens } from './terminal.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const out = new URL('public/pictures/', import.meta.url)
const PROGRAMS = [
  process.env['CHROMIUM'] ?? '',
  ...['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map(
    name => `/usr/bin/${name}`
  )
]
const INPUTS = {
  'task-definition': 'deploy/{service}-task-definition.json',
  service: 'all',
  cluster: 'ops-pipeline-cluster',
  'aws-region': 'us-west-2'
}
const REGISTRY = 'ECR_REGISTRY=123456789012.dkr.ecr.us-west-2.amazonaws.com'
const COLUMNS = 120

/** makePictures writes all pictures. Throws if a run does not show what its picture is for. */
export async function makePictures() {
  const program = PROGRAMS.find(path => existsSync(path))
  if (program === undefined)
    throw new Error(
      `the pictures of the site need Chromium: CHROMIUM, or one of ${PROGRAMS.slice(1).join(', ')}`
    )
  const workspace = mkdtempSync(join(tmpdir(), 'pictures-'))
  const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] })
  mkdirSync(out, { recursive: true })
  try {
    cpSync(join(root, 'examples/ops-pipeline/deploy'), join(workspace, 'deploy'), { recursive: true })
    writeFileSync(join(workspace, 'scenario.yml'), scenario())
    const { comment, printed } = await runAll(workspace)
    const screens = drawScreens(printed, COLUMNS)
    const live = screens.findLast(({ text }) => /3 of 3 failed/.test(text) && /done/.test(text))
    if (live === undefined) throw new Error('the deploy showed no service that fails')
    await shoot(browser, 'live', { html: page(`<pre class="terminal">${live.html}</pre>`), selector: 'pre' })
    await shoot(browser, 'failed', { html: readFileSync(join(workspace, 'report.html'), 'utf8') })
    await shoot(browser, 'comment', {
      html: page(`<article>${htmlOf(comment)}</article>`),
      selector: 'article'
    })
  } finally {
    await browser.close()
    rmSync(workspace, { recursive: true, force: true })
  }
}

/** The comment of a plan, and what a deploy prints after it. */
async function runAll(workspace) {
  const sandbox = await startSandbox(join(workspace, 'scenario.yml'), ['--clock', 'manual'])
  try {
    const comment = await planComment(workspace, sandbox)
    return { comment, printed: await deployAtTerminal(workspace, sandbox) }
  } finally {
    await sandbox.stop()
  }
}

/** The example's cluster, in which the next revision of one service exits with an error in its log. */
function scenario() {
  const world = parse(readFileSync(join(root, 'examples/ops-pipeline/scenario.yml'), 'utf8'))
  world.logGroups = ['/ecs/ops-pipeline/dispatcher']
  world.callers.demo.policy.Statement.push({ Effect: 'Allow', Action: 'logs:GetLogEvents', Resource: '*' })
  const logs = ['starting dispatcher 2.4.0', 'Error: relation "orders_v2" does not exist']
  world.behaviours = [{ taskDefinition: 'dispatcher:2', exitAfter: '8s', exitCode: 1, logs }]
  return stringify(world)
}

/** Everything that a terminal gets of a deploy, whose report is written to report.html. */
async function deployAtTerminal(workspace, sandbox) {
  const flags = Object.entries(INPUTS).flatMap(([name, value]) => [`--${name}`, `'${value}'`])
  const lockstep = pathToFileURL(`${root}sandbox/lockstep.mjs`).href
  const variables = `--variables ${REGISTRY} --variables IMAGE_TAG=v2`
  const deploy = `node --no-warnings --import ${lockstep} ${root}dist/index.js deploy ${flags.join(' ')} ${variables} --report-file report.html`
  const command = `stty cols ${COLUMNS} rows 50; ${deploy}`
  // a person's terminal: where CI is set, a deploy writes lines
  const { CI: _, ...quiet } = quietEnvironment()
  const env = { ...quiet, ...sandboxEnvironment(sandbox.url), TERM: 'xterm-256color' }
  return run('script', ['-qec', command, '/dev/null'], { cwd: workspace, env })
}

/** The comment that a plan leaves on a pull request, as GitHub's API gets it. */
async function planComment(workspace, sandbox) {
  let comment = ''
  const server = createServer(async (request, response) => {
    const body = (await Array.fromAsync(request)).join('')
    if (request.method === 'POST') comment = JSON.parse(body).body
    response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' })
    response.end(request.method === 'POST' ? '{"id": 1, "html_url": "https://github.com"}' : '[]')
  })
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  const event = join(workspace, 'event.json')
  writeFileSync(event, '{"pull_request": {"number": 7, "head": {"sha": "1"}, "base": {"sha": "2"}}}')
  const variables = `${REGISTRY}\nIMAGE_TAG=v2`
  const inputs = { ...INPUTS, mode: 'plan', variables, 'github-token': 'made-up' }
  const env = {
    ...quietEnvironment(),
    ...sandboxEnvironment(sandbox.url),
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
    ),
    ...{ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event },
    ...{ GITHUB_WORKSPACE: workspace, RUNNER_TEMP: workspace, GITHUB_REPOSITORY: 'example/ops-pipeline' },
    ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_SHA: 'c0ffee'.repeat(7).slice(0, 40) },
    GITHUB_API_URL: `http://127.0.0.1:${server.address().port}`
  }
  const args = ['--no-warnings', '--import', pathToFileURL(`${root}sandbox/lockstep.mjs`).href]
  const program = [...args, join(root, 'dist/index.js')]
  const log = await run(process.execPath, program, { cwd: workspace, env }).finally(() => server.close())
  if (comment === '') throw new Error(`the plan left no comment:\n${log}`)
  // the fonts of most machines that build have no such sign
  return comment.replace('📋 ', '')
}

async function run(program, args, options) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
  const [output] = await Promise.all([
    Array.fromAsync(child.stdout),
    new Promise((done, fail) => child.once('error', fail).once('close', done))
  ])
  return Buffer.concat(output).toString('utf8')
}

const htmlOf = markdown =>
  micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })

const page = body =>
  `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${readFileSync(new URL('pictures.css', import.meta.url), 'utf8')}</style><body>${body}`

const VIEWS = [
  { kind: '', viewport: { width: 1040, height: 760 } },
  { kind: 'phone-', viewport: { width: 420, height: 640 } }
]

/** A picture for each theme and for a phone: of an element, or of what is seen first of a page. */
async function shoot(browser, name, { html, selector }) {
  for (const [colorScheme, { kind, viewport }] of ['light', 'dark'].flatMap(theme =>
    VIEWS.map(view => [theme, view])
  )) {
    const context = await browser.newContext({ colorScheme, deviceScaleFactor: 2, viewport })
    const tab = await context.newPage()
    await tab.setContent(html)
    const path = fileURLToPath(new URL(`${name}-${kind}${colorScheme}.png`, out))
    if (selector === undefined) await tab.screenshot({ path })
    else await tab.locator(selector).screenshot({ path })
    await context.close()
  }
}
