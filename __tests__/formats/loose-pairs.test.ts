import { expect, test } from '@jest/globals'
import { loosePairs } from '../../src/formats/loose-pairs.ts'

function pairsIn(text: string): readonly string[] {
  const found: string[] = []
  loosePairs(text, ({ name, value }) => found.push(`${name}=${value}`))
  return found
}

test.each(['try(var.token, null)', 'element(var.keys, 0)', 'std.extVar(token)', 'format(local.x, var.y)'])(
  'a call is no value: %s',
  call => {
    expect(pairsIn(`{ name = "TOKEN", value = ${call} },`).filter(pair => pair.includes('('))).toEqual([])
  }
)

test('a call that goes on is no value, and what closes a placeholder is a part of it', () => {
  expect(pairsIn('secrets = flatten(\n  concat(')).toEqual([])
  expect(pairsIn('  - Password: in the vault (${aws_secret.db.name})')).toEqual([
    'Password=in the vault (${aws_secret.db.name})'
  ])
})

test('the texts in a call are read, and a value may have a bracket', () => {
  expect(pairsIn('token = coalesce(var.token, "written")')).toContain('=written')
  expect(pairsIn('password: tiger(lily77')).toEqual(['password=tiger(lily77'])
})

test('a remark about values makes no value', () => {
  for (const [remark, word] of [
    ['// only if their values are provided', 'are'],
    ['  # Sensitive values fetched from elsewhere', 'fetched'],
    ['# - Keys (SHOP_KEYS, JWT_SECRET, etc.) are generated', 'etc.'],
    ['secrets = [ // values kept elsewhere', 'kept']
  ]) {
    expect(pairsIn(`${remark}\nname = "TOKEN"`)).not.toContain(`TOKEN=${word}`)
  }
  expect(pairsIn('name DB_PASSWORD value tigerlily77')).toContain('DB_PASSWORD=tigerlily77')
})

test('a remark goes on after a value, and names none for its words', () => {
  expect(pairsIn('// with manage_password=true the cluster makes one')).toEqual([])
  expect(pairsIn('# start it with PGPASSWORD=postgres psql')).toEqual([])
  expect(pairsIn('{ name = "DB_PASSWORD", from = x },\n# so that the literal "app/" stays')).not.toContain(
    'DB_PASSWORD=app/'
  )
  expect(pairsIn('# export PGPASSWORD=tigerlily77 psql')).toEqual(['PGPASSWORD=tigerlily77'])
})

test('comparisons, headings and types are no pairs', () => {
  expect(pairsIn('var.api_key == null ||')).toEqual([])
  expect(pairsIn('# ====== CREDENTIALS ======')).toEqual([])
  expect(pairsIn('secrets = optional(list(object({ value = string })), [])')).toEqual([])
  expect(pairsIn('value = optional(string)')).toEqual([])
})

test('what closes a script around a variable is no part of it', () => {
  expect(pairsIn(`{"name":"DB_PASS","value":$pass}]')"`)).toEqual(['DB_PASS=$pass'])
})

test('a plain word after one of another script belongs to the sentence', () => {
  expect(pairsIn('# SECRET_KEY는 FastAPI JWT용 (필요시 추가)')).toEqual([])
  expect(pairsIn('# DB_PASSWORD を MySQL に渡す')).toEqual([])
  expect(pairsIn('# DB_PASSWORD는 tigerlily77')).toEqual(['DB_PASSWORD=tigerlily77'])
  expect(pairsIn('DB_PASSWORD "контракт" hunter')).toContain('DB_PASSWORD=контракт')
})

test('a variable of jq, a reference beside a name, and names in a row are no values', () => {
  const chosen = pairsIn('+ (if $key != "" then [{name:"API_KEY",value:$key}] else [] end)')
  expect(chosen).toContain('API_KEY=$key')
  const escaped = pairsIn('{\\"name\\": \\"DB_PASSWORD\\", \\"valueFrom\\": \\"/app/db\\"},')
  expect(escaped.filter(pair => pair.startsWith('DB_PASSWORD='))).toEqual([])
  expect(pairsIn('#   - stored (DATABASE_URL, MASTER_KEY, SECRET_KEY_BASE)')).toEqual([])
})

test('a resource of any provider is referred to, with its type before its name', () => {
  expect(pairsIn('# JWT_PRIVATE_KEY = tls_private_key.jwt_key.private_key_pem,')).toEqual([])
  expect(pairsIn('TOKEN = vault_token.app[0].client_token')).toEqual([])
  expect(pairsIn('# DB_PASSWORD = tiger_lily.77x,')).toEqual(['DB_PASSWORD=tiger_lily.77x'])
})

test('what a script assigns without quotes is code, and escaped quotes are none of the value', () => {
  const assigned = pairsIn('$DB_PASSWORD = Read-Host "Password"\n$TOKEN = "rocketship77"')
  expect(assigned.filter(pair => pair.startsWith('$'))).toEqual(['$TOKEN=rocketship77'])
  expect(pairsIn('\\"JWT_SECRET\\": \\"$JWT_SECRET\\",')).toContain('JWT_SECRET=$JWT_SECRET')
})

test('a remark about a variable and a switch makes no value', () => {
  expect(pairsIn('# Extract DB_API_KEY ARN from the outputs')).toEqual([])
  expect(pairsIn('# generate_secret=false: the service is a public client')).toEqual([
    'generate_secret=false'
  ])
  expect(pairsIn('# api_token: tigerlily77: of the old service')[0]).toContain('tigerlily77')
})

test('the words of a description are no values, unless its end is missing', () => {
  const text = 'variable "secrets" {\n  description = <<EOT\n  value = the one to keep\n  EOT\n'
  expect(pairsIn(text)).toEqual([])
  expect(pairsIn(`${text}  default = "tigerlily77"\n}`)).toEqual(['secrets=tigerlily77'])
  expect(pairsIn(text.replace('  EOT\n', ''))).toEqual(['secrets=the one to keep'])
  expect(pairsIn(`script = <<EOT\nPASSWORD=tigerlily77\nEOT`)).toContain('PASSWORD=tigerlily77')
})

test('what a program compares, calls and passes on is no value', () => {
  const program = [
    'import boto3',
    "token = event['ClientRequestToken']",
    'if step == "createSecret":',
    '    create_secret(client, arn, token)',
    'elif step != "setSecret":',
    '    pass_over(client)',
    'client.put_secret_value(',
    '    ClientRequestToken=token,',
    '    SecretString=new_secret,',
    '    Label=stage)',
    'secret = client.get_secret_value(SecretId=arn)',
    'new_secret = generate_secret(length)'
  ].join('\n')
  const named = pairsIn(program).filter(pair => /^\w*(?:secret|token|String)=/i.test(pair))
  expect(named).toEqual([])
  expect(pairsIn(`${program}\nPASSWORD = "tigerlily77"`)).toContain('PASSWORD=tigerlily77')
  expect(pairsIn(`${program}\nPASSWORD=tigerlily77,`)).toContain('PASSWORD=tigerlily77')
  expect(pairsIn('elif .name == "API_KEY" then .valueFrom = $API_KEY_ARN')).not.toContain('API_KEY=then')
  expect(pairsIn('PASSWORD=tigerlily,')).toEqual(['PASSWORD=tigerlily'])
})

test('what a batch file refers to and a pipeline looks up is no value', () => {
  for (const line of [
    'echo %ECR_PASSWORD% | docker login --username AWS --password-stdin %ECR_URI%',
    'echo !ECR_PASSWORD! | docker login',
    "  DB_PASSWORD = credentials('team-database')",
    "  DB_PASSWORD = vault('team/database')"
  ])
    expect(pairsIn(line).filter(pair => /PASSWORD=/.test(pair))).toEqual([])
  expect(pairsIn('set DB_PASSWORD=tigerlily77')).toEqual(['DB_PASSWORD=tigerlily77'])
  expect(pairsIn('| DB_PASSWORD | tigerlily77 |')).toEqual(['DB_PASSWORD=tigerlily77'])
})

test('however many templates a text begins, what is behind the beginning of one is read', () => {
  const begun = `${'a={{'.repeat(300)}\n`.repeat(20)
  expect(pairsIn(`${begun}export A={{x}} DB_PASSWORD=tigerlily77`)).toContain('DB_PASSWORD=tigerlily77')
})

test('an ARN has no names, a comment is no value, and a made object is none', () => {
  const arn = pairsIn('DB_PASSWORD=arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-db-password')
  expect(arn.filter(pair => /^secret/.test(pair))).toEqual([])
  expect(pairsIn('DBPassword: # what the console shows\n  Type: String')).toEqual(['Type=String'])
  expect(pairsIn("var creds = new AWS.EnvironmentCredentials('AWS');")).toEqual(['=AWS'])
  expect(pairsIn('secret: tigerlily77')).toEqual(['secret=tigerlily77'])
  expect(pairsIn('DB_PASSWORD: #tigerlily77')).toEqual(['DB_PASSWORD=#tigerlily77'])
  expect(pairsIn('password: new tigerlily77')).toEqual(['password=new tigerlily77'])
})
