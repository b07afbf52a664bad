import { describe, expect, it } from '@jest/globals'
import { checked, LITERAL } from './ways.ts'

/** Definitions in several notations; `«…»` marks the variable with the credential. */
const DOCUMENTS: readonly (readonly [string, string])[] = [
  [
    'app.json',
    `{
  "family": "app",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1",
      "environment": [
        { "name": "STAGE", "value": "prod" },
        «{ "name": "DB_PASSWORD", "value": "${LITERAL}" },»
        { "name": "REGION", "value": "eu" }
      ]
    }
  ]
}
`
  ],
  [
    'small.json',
    `{"containerDefinitions":[{"image":"nginx:1","environment":[«{"name":"DB_PASSWORD","value":"${LITERAL}"},»{"name":"A","value":"b"}]}]}`
  ],
  [
    'turned.json',
    `{
  "containerDefinitions": [
    {
      "image": "nginx:1",
      "environment": [
        «{
          "value": "${LITERAL}",
          "name": "DB_PASSWORD"
        }»
      ]
    }
  ]
}
`
  ],
  [
    'app.yml',
    `containerDefinitions:
  - image: nginx:1
    environment:
      - name: STAGE
        value: prod
«      - name: DB_PASSWORD
        value: ${LITERAL}
»      - name: REGION
        value: eu
`
  ],
  [
    'stack.yaml',
    `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Image: !Sub '\${Repository}:1'
          Environment:
«            - Name: DB_PASSWORD
              Value: '${LITERAL}'
»            - Name: STAGE
              Value: !Ref Stage
`
  ],
  [
    'app.tf',
    `resource "aws_ecs_task_definition" "app" {
  container_definitions = jsonencode([
    {
      image = "\${var.image}:1"
      environment = [
        { name = "STAGE", value = var.stage },
        «{ name = "DB_PASSWORD", value = "${LITERAL}" },»
      ]
    }
  ])
}
`
  ]
]

/** Each place in a variable that is not within the name or the value of the credential. */
function placesOf(marked: string): { readonly text: string; readonly places: readonly number[] } {
  const from = marked.indexOf('«')
  const to = marked.indexOf('»') - 1
  const text = marked.replace(/[«»]/g, '')
  const isInWord = (at: number) =>
    ['DB_PASSWORD', LITERAL].some(word => at >= text.indexOf(word) && at < text.indexOf(word) + word.length)
  const all = Array.from({ length: to - from }, (_, index) => from + index)
  return { text, places: all.filter(at => !isInWord(at)) }
}

describe('one mistake in typing hides no credential', () => {
  describe.each(DOCUMENTS)('%s', (file, marked) => {
    const { text, places } = placesOf(marked)
    const missedWith = async (change: (at: number) => string) => {
      const missed: string[] = []
      for (const at of places) {
        const { found, unscanned } = await checked(file, change(at))
        if (found.length + unscanned.length === 0) missed.push(change(at).slice(at - 20, at + 60))
      }
      return missed
    }

    it('a character is missing', async () => {
      expect(await missedWith(at => `${text.slice(0, at)}${text.slice(at + 1)}`)).toEqual([])
    })

    it('a character is there twice', async () => {
      expect(await missedWith(at => `${text.slice(0, at)}${text.charAt(at)}${text.slice(at)}`)).toEqual([])
    })

    it.each(['"', "'", '{', '}', '[', ']', ',', ':', '`', '\n'])('%j is too much', async mark => {
      // Between a value and the name behind it, a brace may also be the one between two variables.
      if (file === 'turned.json' && /[{}]/.test(mark)) return
      expect(await missedWith(at => `${text.slice(0, at)}${mark}${text.slice(at)}`)).toEqual([])
    })
  })

  it.each<[string, string, string]>([
    [
      'an empty text under a missing quote',
      '"name: "DB_PASSWORD", "value": ""',
      '"name": "REGION", "value": "eu"'
    ],
    [
      'a misspelt name of a setting',
      '"nam": "LOG_LEVEL", "value": "debug"',
      '"name": "REGION", "vlaue": "eu"'
    ],
    [
      'a reference under a misspelt name',
      '"name": "DB_PASSWORD", "valu": "${DB_PASSWORD}"',
      '"name": "A", "value": "b"'
    ],
    [
      'the name of the field itself',
      '"name": "DB_PASSWORD", "valueFrom": "ssm:/app/db"',
      '"nme": "A", "value": "b"'
    ]
  ])('%s is quiet', async (_, one, two) => {
    const text = `{"containerDefinitions": [{"image": "nginx", "environment": [{${one}}, {${two}}]}]}`
    expect((await checked('app.json', text)).found).toEqual([])
  })
})
