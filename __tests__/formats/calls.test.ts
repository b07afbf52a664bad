import { describe, expect, test } from '@jest/globals'
import { checked, LITERAL } from '../checking/examine/ways.ts'

const HALVES = [LITERAL.slice(0, 7), LITERAL.slice(7)] as const
const ENCODED = Buffer.from(LITERAL).toString('base64')

const json = (value: string) =>
  `{\n  "containerDefinitions": [{"name": "a", "image": "x", "environment": [{"name": "DB_PASSWORD", "value": ${value}}]}]\n}\n`

describe('calls of Go templates and Jinja', () => {
  test.each([
    `"{{ printf \\"%s%s\\" \\"${HALVES[0]}\\" \\"${HALVES[1]}\\" }}"`,
    `{{ printf "%s%s" "${HALVES[0]}" "${HALVES[1]}" | toJson }}`,
    `"{{ printf \`%s%s\` \`${HALVES[0]}\` \`${HALVES[1]}\` }}"`,
    `{{ join "" (list "${HALVES[0]}" "${HALVES[1]}") | quote }}`,
    `"{{ coalesce .Values.p "${LITERAL}" }}"`,
    `"{{ default "${LITERAL}" .Values.p }}"`,
    `"{{ ternary "${LITERAL}" "x" .Values.isProduction }}"`,
    `"{{ "${ENCODED}" | b64dec }}"`,
    `"{{ '${HALVES[0]}' ~ '${HALVES[1]}' }}"`,
    `"{{ lookup('env', 'X') | default('${LITERAL}', true) }}"`
  ])('what is written out in %s is judged', async value => {
    expect((await checked('a.json.tpl', json(value))).found).toEqual(['2 DB_PASSWORD'])
  })

  test.each([
    '"{{ printf \\"%s\\" .Values.password }}"',
    '"{{ printf "%s-%s" .Release.Name "db-password" }}"',
    '"{{ .Values.password | quote }}"',
    '"{{ required "a password is needed" .Values.password }}"',
    '"{{ lookup "v1" "Secret" .Release.Namespace "db-password2" }}"',
    '"{{ include "app.password2" . }}"',
    '"{{ env "DB_PASSWORD_2" }}"',
    '"{{ coalesce .Values.password .Values.global.password }}"',
    '"{{ index .Values "db-password-2" }}"',
    "\"{{ lookup('env', 'DB_PASSWORD2') }}\"",
    '"{{ randAlphaNum 24 }}"'
  ])('what only a run knows in %s is not', async value => {
    expect((await checked('a.json.tpl', json(value))).found).toEqual([])
  })
})

const terraform = (value: string, initial: string) => `locals {
  s = "${initial}"
}
variable "t" {}
resource "aws_ecs_task_definition" "a" {
  container_definitions = jsonencode([{
    name = "a"
    image = "a:1"
    environment = [{ name = "DB_PASSWORD", value = ${value} }]
  }])
}
`

describe('calls of Terraform', () => {
  const calls = [
    'local.s',
    'sensitive(local.s)',
    'nonsensitive(sensitive(local.s))',
    'tostring(local.s)',
    'trimspace(local.s)',
    'coalesce(local.s, var.t)',
    'coalesce(local.s, "")',
    'try(local.s, null)'
  ]

  test.each(calls)('what the file says of the reference in %s is judged at the literal', async value => {
    expect((await checked('a.tf', terraform(value, LITERAL))).found).toEqual(['2 DB_PASSWORD'])
  })

  test.each([...calls, 'sensitive(var.t)', 'coalesce(var.t, "changeme")', 'lookup(var.t, "db_password2")'])(
    'a reference to what is not written there is quiet in %s',
    async value => {
      expect((await checked('a.tf', terraform(value, ''))).found).toEqual([])
    }
  )
})
