import { describe, expect, test } from '@jest/globals'
import { checked, LITERAL } from '../../check/ways.ts'

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
