import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { Maker } from '../detector/made.ts'
import { cli, makeScene, type Scene } from '../shell/scene.ts'

const FILE = '.github/workflows/ship.yml'
const maker = new Maker(47)

/** Comments of a script that is replaced, each with a word that only its place makes a credential. */
const LINES: readonly ((word: string) => string)[] = [
  word => `# mysql -u root -p${word}`,
  word => `# curl -u admin:${word} https://registry.example.net/v2/`,
  word => `# docker login -u me -p ${word} registry.example.net`,
  word => `# echo ${word} | docker login -u me --password-stdin`,
  word => `# old DB_PASSWORD ${word}`,
  word => `# pw: ${word}`,
  word => `# sshpass -p ${word} ssh host true`,
  word => `echo deployed # password: ${word}`,
  word => `# {"user": "app", "password": "${word}"}`
]

let scene: Scene
afterEach(() => scene.remove())

const words = LINES.map((_, index) => `${['harbor', 'cedar'].join('')}${index}x${maker.alnum(4)}`)

test.each([
  ['the diff', []],
  ['the document', ['--json']]
])(
  '%s of a workflow shows no credential of a script or comment, and the file keeps them',
  async (_, flags) => {
    const script = LINES.map((line, index) => `          ${line(words[index] as string)}\n`).join('')
    scene = makeScene({
      'ops/web.json': '{"family":"web","containerDefinitions":[{"name":"app","image":"app:1"}]}\n',
      '.github/ecs-sealed-deploy.yml':
        'defaults: {region: us-west-2, cluster: main}\nservices: {web: {task-definition: ops/web.json}}\n',
      [FILE]: `on: push
jobs:
  ship:
    runs-on: ubuntu-latest
    steps:
      - name: Ship it
        run: |
${script}          aws ecs register-task-definition --cli-input-json file://ops/web.json
          aws ecs update-service --cluster main --service web --task-definition web --region us-west-2
`
    })
    for (const git of [
      ['init', '-q'],
      ['add', '-A']
    ])
      spawnSync('git', git, { cwd: scene.path })
    const { out, err } = await cli(scene, ['adopt', ...flags])
    expect(out).toContain('docker login -u me -p *** registry')
    expect(words.filter(word => `${out}${err}`.includes(word))).toEqual([])
    for (const word of words) expect(readFileSync(join(scene.path, FILE), 'utf8')).toContain(word)
  }
)
