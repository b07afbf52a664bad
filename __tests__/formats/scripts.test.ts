import { describe, expect, test } from '@jest/globals'
import { credentialsInScript } from '../../src/detector/commands/script.ts'
import { checked, LITERAL, pair } from '../checking/examine/ways.ts'

const REGISTER = 'aws ecs register-task-definition --cli-input-json file://td.json'

/** The same lines as a script of their own, as a step of a workflow, and as the commands of a build. */
const places = (lines: string): readonly (readonly [string, string])[] => {
  const step = [...lines.split('\n'), REGISTER].map(line => `          ${line}\n`).join('')
  const commands = [...lines.split('\n'), REGISTER].map(line => `          ${line}\n`).join('')
  return [
    ['deploy.sh', `#!/bin/bash\nset -e\n${lines}\n${REGISTER}\n`],
    ['other.sh', `#!/bin/bash\nset -e\n${lines}\n`],
    [
      'deploy.yml',
      `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n${step}`
    ],
    ['buildspec.yml', `version: 0.2\nphases:\n  build:\n    commands:\n      - |\n${commands}`]
  ]
}

/** The line of the credential, counted from the first line of the script. */
const lineOf = (file: string, line: number) =>
  line + { 'deploy.sh': 2, 'other.sh': 2, 'deploy.yml': 6, 'buildspec.yml': 5 }[file as 'deploy.sh']

describe('a credential in a command of a script is found at its line', () => {
  test.each<[string, number]>([
    [`export DB_PASSWORD=${LITERAL}`, 1],
    [`export TF_VAR_db_password='${LITERAL}'`, 1],
    [`PGPASSWORD=${LITERAL} psql -h db.internal -U app`, 1],
    [`echo "DB_PASSWORD=${LITERAL}" >> .env`, 1],
    [`echo "DB_PASSWORD=${LITERAL}" >> "$GITHUB_ENV"`, 1],
    [`echo "DB_PASSWORD=${LITERAL}" | tee -a .env`, 1],
    [`printf 'DB_PASSWORD=%s\\n' '${LITERAL}' >> .env`, 1],
    [`cat > .env <<EOF\nLOG_LEVEL=info\nDB_PASSWORD=${LITERAL}\nEOF`, 3],
    [`cat <<'EOF' > prod.tfvars\nregion = "eu-west-1"\ndb_password = "${LITERAL}"\nEOF`, 3],
    [`airflow users create --username admin \\\n  --password ${LITERAL} --role Admin`, 2],
    [`psql postgresql://app:${LITERAL}@db.internal/app -c 'select 1'`, 1],
    [`docker run --env DB_PASSWORD=${LITERAL} app`, 1],
    [`docker login -u ci -p ${LITERAL} registry.example.com`, 1],
    [`echo ${LITERAL} | docker login -u ci --password-stdin`, 1],
    [`mysql -h db.internal -uroot -p${LITERAL} -e 'select 1'`, 1],
    [`app start --db-password '{"a":"${LITERAL}"}'`, 1],
    [`redis-cli -h cache.internal -a ${LITERAL} ping`, 1],
    [`sshpass -p ${LITERAL} ssh deploy@host.example.com`, 1],
    [`curl -u admin:${LITERAL} https://api.example.com/x`, 1],
    [`aws secretsmanager create-secret --name db --secret-string ${LITERAL}`, 1],
    [`aws secretsmanager create-secret --name db --secret-string '{"password": "${LITERAL}"}'`, 1],
    [`aws cloudformation deploy --parameter-overrides ParameterKey=DbPassword,ParameterValue=${LITERAL}`, 1],
    [`terraform apply -auto-approve -var db_password=${LITERAL}`, 1],
    [`helm upgrade app chart --set db.password=${LITERAL}`, 1],
    [`while IFS=: read -r u p; do\n  rabbitmqctl add_user "$u" "$p"\ndone <<EOF\napp:${LITERAL}\nEOF`, 4],
    [`login=(app ${LITERAL})\nmysql -u "\${login[0]}" -p"\${login[1]}"`, 1],
    [`curl -K <(printf 'user = "app:${LITERAL}"') https://api.example.com`, 1],
    [`gpg --batch --passphrase-file <(echo ${LITERAL}) -d x`, 1],
    [`sed -i 's/__DB_PASSWORD__/${LITERAL}/' td.json`, 1],
    [`jq '.containerDefinitions[0].environment += [{"name":"DB_PASSWORD","value":"${LITERAL}"}]' td.json`, 1]
  ])('%s', async (lines, line) => {
    for (const [file, text] of places(lines)) {
      const { found } = await checked(file, text)
      const at = found.map(one => Number(one.split(' ')[0]))
      expect({ file, at }).toEqual({ file, at: [lineOf(file, line)] })
    }
  })

  test('each of several is found, each at its own line', async () => {
    const lines = `docker login -u ci -p ${LITERAL}1 r.example.com\nmysql -h db -uroot -p${LITERAL}2\ncat > .env <<EOF\nA_PASSWORD=${LITERAL}3\nB_PASSWORD=${LITERAL}4\nEOF`
    for (const [file, text] of places(lines)) {
      const { found } = await checked(file, text)
      const at = found.map(one => Number(one.split(' ')[0]))
      expect({ file, at }).toEqual({ file, at: [1, 2, 4, 5].map(line => lineOf(file, line)) })
    }
  })
})

describe('what is no credential in a script is quiet', () => {
  test.each([
    'export DB_PASSWORD=$DB_PASSWORD',
    'export DB_PASSWORD=${{ secrets.DB_PASSWORD }}',
    'echo "DB_PASSWORD=${{ secrets.DB_PASSWORD }}" >> $GITHUB_ENV',
    'cat > .env <<EOF\nDB_PASSWORD=$DB_PASSWORD\nAPI_KEY=${API_KEY}\nEOF',
    'aws ecr get-login-password | docker login --username AWS --password-stdin $REGISTRY',
    'docker login -u "$USER" -p "$PASSWORD" registry.example.com',
    'docker run -p 8080:80 app',
    'mysql -h 127.0.0.1 -uroot -proot -e "create database test"',
    'aws ec2 create-tags --resources $SUBNET --tags Key=Name,Value=wordpress-public-subnet-1',
    'aws secretsmanager create-secret --name db --secret-string "{\\"host\\": \\"$HOST\\", \\"password\\": \\"$PASSWORD\\"}"',
    'aws secretsmanager get-secret-value --secret-id prod/db/password --query SecretString --output text',
    'mvn -B verify -Dsonar.projectKey=11Victor_Shop-Backend',
    'log "secret: deleted $NAME"',
    'echo "  --password PASSWORD   Password of the database"',
    'echo -e "${YELLOW}For Google OAuth secrets:\\033[0m"',
    'cat > /usr/local/bin/sweep <<\'EOF\'\n#!/bin/sh\n# Secrets. The id is the secret ARN. Hard delete.\necho "token: $TOKEN"\nEOF',
    'curl -H "Authorization: Bearer $TOKEN" https://api.example.com',
    'terraform apply -var image=$IMAGE -var region=eu-west-1',
    'helm upgrade app chart --set image.tag=$SHA --set secret.name=app-secret'
  ])('%s', async lines => {
    for (const [file, text] of places(lines))
      expect({ file, ...(await checked(file, text)) }).toMatchObject({ file, found: [] })
  })

  test.each([
    'grep -q "password:" config.yml && echo "password: found"',
    'docker run -d -e POSTGRES_PASSWORD=postgres -p 5432:5432 postgres:16',
    'docker compose exec -T db mysql -uroot -proot -e "create database test"',
    'echo "SUPABASE_JWT_SECRET=dummy_jwt_secret" >> .env.test',
    'PGPASSWORD=postgres psql -h localhost -U postgres -c "select 1"'
  ])('in a job: %s', async lines => {
    for (const [file, text] of places(lines).filter(([file]) => !file.endsWith('.sh')))
      expect({ file, ...(await checked(file, text)) }).toMatchObject({ file, found: [] })
  })
})

test.each([
  'echo "Error: --signing-key requires a value"',
  'python3 -c "\nprint(f\\"PASS: status={found[0][\'status\']}\\")\n"'
])(
  'the text of a command that only prints it, or hands it to another language, is no script: %s',
  async lines => {
    // in a script that registers a definition, every line is looked at besides
    for (const [file, text] of places(lines).filter(([file]) => file !== 'deploy.sh'))
      expect({ file, ...(await checked(file, text)) }).toMatchObject({ file, found: [] })
  }
)

test.each([
  `--container-definitions '[{"name": "app", "environment": [${pair()}]}]'`,
  `--cli-input-json "{\\"containerDefinitions\\": [{\\"environment\\": [${pair().replaceAll('"', '\\"')}]}]}"`
])('a variable in the JSON of a command is found once, not again in the whole JSON: %s', async option => {
  const { found } = await checked('deploy.sh', `aws ecs register-task-definition --family app ${option}\n`)
  expect(found).toEqual(['1 DB_PASSWORD'])
})

test('a script that is named is checked, whatever it does with task definitions', async () => {
  const script = '#!/bin/sh\naws ecs update-service --service web\n'
  expect(await checked('deploy.sh', script)).toEqual({ found: [], unscanned: [], ok: true })
})

describe('a command of thousands of words', () => {
  const words = Array.from({ length: 5000 }, (_, index) => `-H "Authorization: Bearer ${LITERAL}${index}q"`)
  const found = credentialsInScript(`curl ${words.join(' ')}`, new Set())

  test('has at most 200 credentials that are told apart, each with the words around it', () => {
    expect(found.length).toBe(200)
    expect(Math.max(...found.map(one => one.words.length))).toBe(200)
    for (const one of found) expect(one.words[one.word]).toContain(one.secret)
  })

  test('has its credential found, however far down it stands', async () => {
    const fine = Array.from({ length: 500 }, (_, index) => `  --tag part-${index} \\\n`).join('')
    const text = `${REGISTER}\nairflow users create \\\n${fine}  --password ${LITERAL} --role Admin\n`
    expect((await checked('deploy.sh', text)).found).toEqual(['503 command'])
  })
})
