export const id = 1945;
export const ids = [1945];
export const modules = {

/***/ 79082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gu: () => (/* binding */ memberObject),
/* harmony export */   MZ: () => (/* binding */ usesOf),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   kp: () => (/* binding */ roleOf),
/* harmony export */   rl: () => (/* binding */ numberOf),
/* harmony export */   uD: () => (/* binding */ definedContainers)
/* harmony export */ });
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10119);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65955);


function definedContainers(definition) {
    const list = definition['containerDefinitions'];
    if (!Array.isArray(list))
        return [];
    return list.flatMap((item, index) => (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(item)
        ? [{ name: textOf(item, 'name') ?? '', fields: item, pointer: `/containerDefinitions/${index}` }]
        : []);
}
function usesOf(definition) {
    return definedContainers(definition).flatMap(container => {
        const { name, fields, pointer } = container;
        const log = memberObject(fields, 'logConfiguration');
        const registry = textOf(memberObject(fields, 'repositoryCredentials') ?? {}, 'credentialsParameter');
        return [
            ...namedUses(fields, 'secrets', { container, words: variable => `${variable} of container ${name}` }),
            ...namedUses(log ?? {}, 'secretOptions', {
                container: { ...container, pointer: (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childPointer */ .Y2)(pointer, 'logConfiguration') },
                words: option => `log option ${option} of container ${name}`
            }),
            ...(registry === undefined
                ? []
                : [
                    {
                        container: name,
                        variable: 'credentialsParameter',
                        reference: registry,
                        pointer: `${pointer}/repositoryCredentials/credentialsParameter`,
                        words: `registry credentials of container ${name}`
                    }
                ])
        ];
    });
}
function namedUses(holder, member, of) {
    const list = holder[member];
    if (!Array.isArray(list))
        return [];
    return list.flatMap((item, index) => {
        const reference = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(item) ? textOf(item, 'valueFrom') : undefined;
        if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(item) || reference === undefined)
            return [];
        const variable = textOf(item, 'name') ?? '';
        return [
            {
                container: of.container.name,
                variable,
                reference,
                pointer: `${of.container.pointer}/${member}/${index}/valueFrom`,
                words: of.words(variable)
            }
        ];
    });
}
function textOf(holder, key) {
    const value = holder[key];
    return typeof value === 'string' ? value : undefined;
}
function memberObject(holder, key) {
    const value = holder[key];
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(value) ? value : undefined;
}
function numberOf(holder, key) {
    const value = holder[key];
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    return typeof number === 'number' ? number : undefined;
}
function roleOf(definition) {
    return textOf(definition, 'executionRoleArn');
}


/***/ }),

/***/ 53369:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ah: () => (/* binding */ explainExit),
/* harmony export */   Et: () => (/* binding */ culpritsOf),
/* harmony export */   RR: () => (/* binding */ explainMemory),
/* harmony export */   bn: () => (/* binding */ explainCommand),
/* harmony export */   mB: () => (/* binding */ explainHealth),
/* harmony export */   ys: () => (/* binding */ logOptionsOf)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(79082);


function explainMemory(task, definition) {
    const [culprit] = culpritsOf(task, definition);
    const container = (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .definedContainers */ .uD)(definition).find(({ name }) => name === culprit?.name);
    const own = container && (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .numberOf */ .rl)(container.fields, 'memory');
    const whole = (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .numberOf */ .rl)(definition, 'memory');
    const limit = own ?? whole;
    const named = culprit === undefined ? 'A container' : `Container ${culprit.name}`;
    const until = limit === undefined ? '' : ` (${own === undefined ? 'the whole task has' : 'its limit is'} ${limit} MiB)`;
    const pointer = container && (own === undefined ? '/memory' : `${container.pointer}/memory`);
    return {
        explanation: `${named} ran out of memory${until}. Raise "memory", or find what uses it.`,
        cause: {
            kind: 'out-of-memory',
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ container: culprit?.name, pointer })
        }
    };
}
function explainExit(task, definition) {
    const [culprit] = culpritsOf(task, definition);
    if (culprit?.exitCode === undefined) {
        const explanation = `The application itself exited${checkLog(definition)}`;
        return { explanation, cause: { kind: 'exited' } };
    }
    return {
        explanation: meaningOf(culprit.name, culprit.exitCode, checkLog(definition, culprit.name)),
        cause: { kind: 'exited', container: culprit.name }
    };
}
function checkLog(definition, name) {
    const containers = (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .definedContainers */ .uD)(definition).filter(one => name === undefined || one.name === name);
    const isSilent = containers.length > 0 && containers.every(({ fields }) => !hasLog(fields));
    return isSilent ? NO_LOG : CHECK_LOG;
}
const CHECK_LOG = ': check its log.';
const NO_LOG = '. It has no log configuration that could show why: add "logConfiguration".';
function hasLog(fields) {
    return (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .memberObject */ .Gu)(fields, 'logConfiguration') !== undefined;
}
function meaningOf(name, code, log) {
    switch (code) {
        case 0:
            return `Container ${name} exited with code 0. What a service runs has to keep running; work that ends belongs in a one-off task.`;
        case 126:
            return `The command of container ${name} can't be executed (exit code 126): the file is there, but it is not executable or not for this platform.`;
        case 127:
            return `The command of container ${name} was not found (exit code 127): check "command" and "entryPoint", and what the image holds.`;
        case 134:
            return `Container ${name} aborted itself (SIGABRT, exit code 134), as Node.js does when its heap is full${log}`;
        case 137:
            return `Container ${name} was killed (SIGKILL, exit code 137) and ECS does not report why: usually the task ran out of memory, or the container did not exit within "stopTimeout" after being asked to stop.`;
        case 139:
            return `Container ${name} crashed (SIGSEGV, exit code 139): a fault in native code, or libraries that do not fit the image's platform.`;
        case 143:
            return `Container ${name} ended on SIGTERM (exit code 143), which ECS did not send: something inside the container asked it to end.`;
        default:
            return `Container ${name} exited with code ${code}${log}`;
    }
}
function explainHealth(task, definition) {
    const checked = (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .definedContainers */ .uD)(definition).filter(({ fields }) => (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .memberObject */ .Gu)(fields, 'healthCheck') !== undefined);
    const sick = task.containers.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY');
    const suspects = checked.filter(({ name }) => sick.some(one => one.name === name));
    const [container] = suspects.length > 0 ? suspects : checked;
    if (container === undefined) {
        const where = checkLog(definition) === CHECK_LOG ? "the application's log and the health check" : 'the health check';
        return {
            explanation: `The task started but its health check failed: check ${where} itself.`,
            cause: { kind: 'container-health' }
        };
    }
    const whatToCheck = hasLog(container.fields)
        ? 'its log, and whether the image has the command of the health check.'
        : `whether the image has the command of the health check${NO_LOG}`;
    return {
        explanation: `Container ${container.name} started, but its health check failed ${rhythmOf(container)}. Check ${whatToCheck}`,
        cause: {
            kind: 'container-health',
            container: container.name,
            pointer: `${container.pointer}/healthCheck`
        }
    };
}
function rhythmOf({ fields }) {
    const check = (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .memberObject */ .Gu)(fields, 'healthCheck') ?? {};
    const retries = (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .numberOf */ .rl)(check, 'retries') ?? 3;
    const interval = (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .numberOf */ .rl)(check, 'interval') ?? 30;
    const start = (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .numberOf */ .rl)(check, 'startPeriod') ?? 0;
    const grace = start === 0 ? 'no start period' : `a start period of ${start} s`;
    return `${retries} times in a row, every ${interval} s, with ${grace}`;
}
function explainCommand(kind, task, definition) {
    const failed = task.containers.find(({ reason }) => reason !== undefined);
    const containers = (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .definedContainers */ .uD)(definition);
    const container = containers.find(({ name }) => name === failed?.name) ?? only(containers);
    const named = container === undefined ? '' : ` of container ${container.name}`;
    const member = container && ['entryPoint', 'command'].find(key => container.fields[key] !== undefined);
    return {
        explanation: kind === 'command-not-found'
            ? `The command${named} is not in the image: check "command" and "entryPoint", which take one word per item, and what the image holds.`
            : `The command${named} is in the image, but the user of the container is not allowed to execute it: make it executable (chmod +x) when the image is built.`,
        cause: {
            kind,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ container: container?.name }),
            ...(container === undefined || member === undefined
                ? {}
                : { pointer: `${container.pointer}/${member}` })
        }
    };
}
function only(items) {
    return items.length === 1 ? items[0] : undefined;
}
function logOptionsOf(container) {
    const log = (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .memberObject */ .Gu)(container.fields, 'logConfiguration');
    return log && (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(log, 'logDriver') === 'awslogs' ? ((0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .memberObject */ .Gu)(log, 'options') ?? {}) : undefined;
}
const COLLATERAL = new Set([137, 143]);
function culpritsOf(task, definition) {
    const ended = task.containers.filter(({ exitCode }) => exitCode !== undefined);
    const essential = new Set((0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .definedContainers */ .uD)(definition)
        .filter(({ fields }) => fields['essential'] !== false)
        .map(({ name }) => name));
    const isEssential = ({ name }) => essential.size === 0 || essential.has(name);
    const tests = [
        one => /OutOfMemory/i.test(one.reason ?? ''),
        one => isEssential(one) && one.exitCode !== 0 && !COLLATERAL.has(one.exitCode ?? 0),
        one => one.exitCode !== 0 && !COLLATERAL.has(one.exitCode ?? 0),
        one => isEssential(one) && one.exitCode === 0,
        () => true
    ];
    return tests.map(test => ended.filter(test)).find(found => found.length > 0) ?? [];
}


/***/ }),

/***/ 41945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  GI: () => (/* binding */ explainEvent),
  Le: () => (/* binding */ explainPlatform),
  cV: () => (/* binding */ explainStop)
});

// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/diagnosis/definition.js
var diagnosis_definition = __webpack_require__(79082);
// EXTERNAL MODULE: ./lib/src/diagnosis/explain-exit.js
var explain_exit = __webpack_require__(53369);
;// CONCATENATED MODULE: ./lib/src/diagnosis/explain-image.js


function explainImage(kind, facts, definition) {
    const container = kind === 'registry-denied' ? undefined : containerOf(facts, definition);
    const role = (0,diagnosis_definition/* roleOf */.kp)(definition);
    const statement = statementFor(kind, container);
    const explanation = sentence(kind, { container, role, statement, definition });
    return {
        explanation,
        cause: {
            kind,
            ...(container === undefined
                ? {}
                : { container: container.name, pointer: `${container.pointer}/image` }),
            ...(0,present/* present */.E)({ role: statement && role }),
            ...(0,present/* present */.E)({ statement })
        }
    };
}
function sentence(kind, { container, role, statement, definition }) {
    const image = container ? ` ${imageOf(container)} of container ${container.name}` : '';
    const whose = role === undefined ? 'the execution role' : `the execution role ${role}`;
    switch (kind) {
        case 'image-missing':
            return `The image${image} does not exist in its registry: push it, or correct its name or tag.`;
        case 'image-denied':
            return statement === undefined
                ? `The image${image} cannot be pulled: it does not exist, or access is denied: a private registry other than ECR needs "repositoryCredentials".`
                : `The image${image} cannot be pulled: it does not exist, or access is denied. Add to ${whose}, and in another account also to the repository's policy: ${statement}`;
        case 'registry-denied':
            return `ECR refuses ${whose} the login. Add to that role: ${statement}`;
        case 'image-platform':
            return `The image${image} is not built for ${platformOf(definition)}: build it for that platform, or set "runtimePlatform" of the definition to the one it is built for.`;
        case 'image-rate-limit':
            return `The registry refuses more pulls of the image${image} for now (rate limit), and ECS tries again. Log in with "repositoryCredentials", or keep a copy in ECR.`;
        case 'image-unreachable':
            return `The task cannot reach the registry of the image${image}: its subnet needs a NAT gateway, a public IP address or VPC endpoints (ecr.api, ecr.dkr, s3), and its security group must allow outbound HTTPS.`;
        case 'image-registry-error':
            return `The registry of the image${image} closed the connection or had a temporary fault, and ECS tries again. If this persists, check rate limits and the route from the subnet to the registry.`;
        case 'image-not-pulled':
            return `The image${image} could not be pulled: check that the tag exists in the repository, that the execution role is authorized to read it and that the subnet reaches the registry.`;
        default:
            return kind;
    }
}
function containerOf({ text, failed }, definition) {
    const containers = (0,diagnosis_definition/* definedContainers */.uD)(definition);
    const named = containers.filter(({ name }) => failed.includes(name));
    if (named.length === 1)
        return named[0];
    const quoted = containers.filter(container => {
        const image = imageOf(container);
        return image !== '' && text.includes(image);
    });
    if (quoted.length === 1)
        return quoted[0];
    return containers.length === 1 ? containers[0] : undefined;
}
function imageOf({ fields }) {
    return (0,diagnosis_definition/* textOf */.b6)(fields, 'image') ?? '';
}
function platformOf(definition) {
    const platform = (0,diagnosis_definition/* memberObject */.Gu)(definition, 'runtimePlatform') ?? {};
    const system = ((0,diagnosis_definition/* textOf */.b6)(platform, 'operatingSystemFamily') ?? 'LINUX').split('_')[0]?.toLowerCase();
    return `${system}/${(0,diagnosis_definition/* textOf */.b6)(platform, 'cpuArchitecture') === 'ARM64' ? 'arm64' : 'amd64'}`;
}
function statementFor(kind, container) {
    if (kind === 'registry-denied') {
        return JSON.stringify({ Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' });
    }
    if (kind !== 'image-denied' || container === undefined)
        return undefined;
    const ecr = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([\w-]+)\.amazonaws\.com(\.cn)?\/([^:@]+)/.exec(imageOf(container));
    if (!ecr)
        return undefined;
    const [, account, region = '', china, repository] = ecr;
    const partition = china ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
    return JSON.stringify({
        Effect: 'Allow',
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: `arn:${partition}:ecr:${region}:${account}:repository/${repository}`
    });
}

// EXTERNAL MODULE: ./lib/src/pattern.js
var pattern = __webpack_require__(84287);
;// CONCATENATED MODULE: ./lib/src/diagnosis/explain-secret.js



const ARN = /arn:[\w-]+:(?:secretsmanager|ssm):[\w-]*:\d*:(?:secret:|parameter\/)[\w/+=.@!-]+/;
function explainSecret(kind, text, definition) {
    const arn = ARN.exec(text)?.[0];
    const uses = usesInText(kind, text, { arn, definition });
    const found = { arn, uses, text, role: (0,diagnosis_definition/* roleOf */.kp)(definition) };
    const [first] = uses;
    const statement = explain_secret_statementFor(kind, found);
    const cause = {
        kind,
        ...(first === undefined
            ? {}
            : { container: first.container, variable: first.variable, pointer: first.pointer }),
        ...referenceOf(first?.reference ?? arn),
        ...(0,present/* present */.E)({ role: statement && found.role }),
        ...(0,present/* present */.E)({ statement })
    };
    return { cause, explanation: explain_secret_sentence(kind, found, statement) };
}
function referenceOf(reference) {
    return (0,present/* present */.E)({ reference });
}
function explain_secret_sentence(kind, found, statement) {
    const used = found.uses.length === 0 ? '' : ` (${found.uses.map(({ words }) => words).join(', ')})`;
    const named = found.arn === undefined ? '' : ` ${found.arn}`;
    const role = found.role === undefined ? 'The execution role' : `The execution role ${found.role}`;
    switch (kind) {
        case 'secret-denied':
            return `${role} is not authorized to read ${found.arn ?? 'the secret'}${used}. Add to that role (the execution role, not the task role): ${statement}`;
        case 'key-denied':
            return `${role} is not authorized to use the key that encrypts the secret${used}. Add to that role, and allow it in the key's policy: ${statement}`;
        case 'key-unusable':
            return `The key that encrypts the secret${keyIn(found.text)}${used} cannot be used: it is disabled, pending deletion or deleted. Enable it (aws kms enable-key, after aws kms cancel-key-deletion if it is pending deletion), or store the value again under another key.`;
        case 'secret-missing':
            return `The secret${named}${used} does not exist (a secret that was deleted and created again has a new ARN). Deploy again to resolve the reference anew.`;
        case 'secret-value-missing':
            return `The secret${named}${used} exists, but it has no value of that version or stage. Give it a value (aws secretsmanager put-secret-value), or correct the reference.`;
        case 'json-key-missing': {
            const key = /json key ([^\s,]+)/i.exec(found.text)?.[1] ?? '';
            return `The secret${used} has no JSON key ${key}. Correct the key in the reference, or add it to the secret.`;
        }
        case 'secret-not-json':
            return `The secret${used} is read by a JSON key, but its value is not JSON: usually a shell removed the quotes, or there is a byte order mark before it. Store it again from a file (aws secretsmanager put-secret-value --secret-string file://VALUE.json), or take the key out of the reference.`;
        case 'secret-deleted':
            return `The secret${named}${used} is scheduled for deletion. Restore it (aws secretsmanager restore-secret) or use another one.`;
        case 'parameter-missing':
            return `A parameter${used} does not exist in that region. Create it, or correct its name.`;
        case 'secret-unreachable':
            return /pull command failed/i.test(found.text)
                ? 'The task got no answer in time from Secrets Manager, Parameter Store or ECR: it needs a NAT gateway, a public IP address or VPC endpoints for all that it uses.'
                : 'The task cannot reach Secrets Manager or Parameter Store: it needs a NAT gateway, a public IP address or VPC endpoints.';
        case 'secret-service-error':
            return 'Secrets Manager or Parameter Store had a temporary fault or throttled the request, and ECS tries again.';
        case 'registry-secret-malformed':
            return `The login for the registry${used} cannot be used: its secret must hold JSON with a "username" and a "password", neither of them empty.`;
        case 'registry-login-refused':
            return `The registry rejected the user name or password${used}. Store the current ones in the secret.`;
    }
}
function keyIn(text) {
    const key = KEY.exec(text)?.[0];
    return key === undefined ? '' : ` ${key}`;
}
const KEY = /arn:[\w-]+:kms:[\w-]+:\d+:key\/[\w-]+/;
function usesInText(kind, text, of) {
    const uses = (0,diagnosis_definition/* usesOf */.MZ)(of.definition);
    if (kind === 'registry-secret-malformed' || kind === 'registry-login-refused') {
        return uses.filter(({ variable }) => variable === 'credentialsParameter');
    }
    const whole = of.arn === undefined ? undefined : new RegExp(`${(0,pattern/* escapePattern */.M)(of.arn)}[\\w:/.@+=!-]*`).exec(text)?.[0];
    const exact = uses.filter(({ reference }) => reference === whole?.replace(/:$/, '') || reference === whole);
    if (exact.length > 0)
        return exact;
    if (of.arn !== undefined)
        return uses.filter(({ reference }) => isSecret(reference, of.arn ?? ''));
    if (kind === 'json-key-missing') {
        const key = /json key ([^\s,]+)/i.exec(text)?.[1];
        return uses.filter(({ reference }) => key !== undefined && reference.split(':')[7] === key);
    }
    if (kind === 'secret-not-json')
        return uses.filter(({ reference }) => (reference.split(':')[7] ?? '') !== '');
    if (kind !== 'parameter-missing')
        return [];
    const names = (/invalid (?:ssm )?parameters: (.*)/i.exec(text)?.[1] ?? '')
        .split(/[,\s]+/)
        .filter(name => name !== '');
    return uses.filter(({ reference }) => names.some(name => isParameter(reference, name)));
}
function isSecret(reference, arn) {
    return reference === arn || reference.startsWith(`${arn}:`) || isWithoutSuffix(reference, arn);
}
function isWithoutSuffix(reference, arn) {
    return arn.startsWith(reference) && /^-[A-Za-z0-9]{6}$/.test(arn.slice(reference.length));
}
function isParameter(reference, name) {
    return reference === name || reference.endsWith(`:parameter/${name.replace(/^\//, '')}`);
}
function explain_secret_statementFor(kind, { arn, text, uses }) {
    const isParameter = /\bssm\b|parameter/i.test(arn ?? text);
    const resource = arn ?? uses[0]?.reference ?? (isParameter ? 'the ARN of the parameter' : 'the ARN of the secret');
    if (kind === 'secret-denied') {
        const named = /perform:? ([\w-]+:\w+)/.exec(text)?.[1];
        const action = named ?? (isParameter ? 'ssm:GetParameters' : 'secretsmanager:GetSecretValue');
        return JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
    }
    if (kind !== 'key-denied')
        return undefined;
    const key = KEY.exec(text)?.[0] ?? 'the ARN of the key';
    return JSON.stringify({
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: key,
        Condition: { StringEquals: { 'kms:ViaService': viaService(resource, isParameter) } }
    });
}
function viaService(arn, isParameter) {
    const [, partition = 'aws', , region = ''] = arn.startsWith('arn:') ? arn.split(':') : [];
    const ending = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    return `${isParameter ? 'ssm' : 'secretsmanager'}.${region === '' ? '*' : region}.${ending}`;
}

// EXTERNAL MODULE: ./lib/src/diagnosis/recognize.js
var recognize = __webpack_require__(90199);
;// CONCATENATED MODULE: ./lib/src/diagnosis/explain-stop.js






function explainStop(task, definition) {
    const kind = (0,recognize/* recognizeTask */.SJ)(task);
    return kind === undefined ? undefined : explain(kind, task, definition);
}
function explainEvent(message, definition) {
    const kind = (0,recognize/* recognize */.vA)(message);
    if (kind === undefined)
        return undefined;
    return explain(kind, { arn: '', taskDefinition: '', stoppedReason: message, containers: [] }, definition);
}
function explainPlatform(container, definition) {
    return explainImage('image-platform', { text: '', failed: [container] }, definition);
}
const isSecretKind = (kind) => /^(?:secret-|key-|json-key-missing|parameter-missing|registry-(?:secret|login)-)/.test(kind);
const isImageKind = (kind) => /^(?:image-|registry-denied)/.test(kind);
function explain(kind, task, definition) {
    const text = (0,recognize/* stopWordsOf */.$Q)(task);
    if (isSecretKind(kind))
        return explainSecret(kind, text, definition);
    if (isImageKind(kind)) {
        const failed = task.containers.filter(({ reason }) => reason !== undefined).map(({ name }) => name);
        return explainImage(kind, { text, failed }, definition);
    }
    switch (kind) {
        case 'out-of-memory':
            return (0,explain_exit/* explainMemory */.RR)(task, definition);
        case 'exited':
            return (0,explain_exit/* explainExit */.Ah)(task, definition);
        case 'container-health':
            return (0,explain_exit/* explainHealth */.mB)(task, definition);
        case 'command-not-found':
        case 'command-not-executable':
            return (0,explain_exit/* explainCommand */.bn)(kind, task, definition);
        case 'log-group-missing':
        case 'log-denied':
        case 'log-unreachable':
            return explainLog(kind, text, definition);
        default:
            return { explanation: plainly(kind, definition), cause: { kind, ...roleAsked(kind, definition) } };
    }
}
const ADVICE = {
    'service-role': 'ECS is no longer authorized to manage the service: the trust policy or the permissions of a role changed. Check the roles of the definition, and that AWSServiceRoleForECS is unchanged.',
    volume: 'A volume could not be mounted: check the file system, its mount targets in the subnets of the task, and the security groups (NFS is port 2049).',
    'disk-full': 'The disk is full: the image and what the containers write do not fit. On Fargate raise "ephemeralStorage" of the definition; on EC2 free the disk of the instance or give it a larger one.',
    'storage-not-provisioned': 'The storage of the task was not ready in time, and ECS tries again. If this persists, check the AWS Health Dashboard.',
    'no-addresses': 'The subnet has no free IP address: free some, or give the service larger or more subnets.',
    'network-interface': 'The network interface of the task could not be created: check that the subnets and security groups of the service exist and belong to one VPC.',
    'no-capacity': 'AWS has no capacity for the task at this moment, and ECS tries again. Subnets in more Availability Zones help, or another capacity provider.',
    'no-instances': 'The capacity provider has no instance for the task, and ECS tries again. Check the largest size of its Auto Scaling group, and that new instances start and join the cluster.',
    'no-placement': 'No instance of the cluster can take the task: the event says what is missing (instances, CPU, memory, a port, an attribute). Add instances, or ask for less.',
    'quota-reached': 'The task exceeds a Fargate quota of the account (vCPUs or tasks at a time, or the size of one). ECS tries again; request a higher quota in Service Quotas, or run less at a time.',
    'provisioning-limit': 'The cluster has as many tasks waiting for capacity as ECS allows (500). ECS tries again; check the capacity providers, and start fewer at a time.',
    'internal-error': 'ECS reports an internal error. One known cause is a subnet in an Availability Zone without Fargate: check the zones of the subnets. Otherwise, ECS tries again.',
    'ecs-throttled': 'ECS is throttling the account at the moment (API limits) and continues on its own.',
    'agent-not-started': 'The ECS agent of the instance does not respond: check /var/log/ecs/ecs-agent.log there, restart it, or replace the instance.',
    'deployment-configuration': 'ECS can neither stop an old task nor start a new one: lower "minimumHealthyPercent" or raise "maximumPercent" of the service.',
    'protected-tasks': 'Old tasks are protected from being stopped: wait until the protection ends, or remove it (aws ecs update-task-protection).',
    'user-missing': 'The image does not have the user or group that the container runs as: correct "user" in the definition, or add it to the image.',
    'container-runtime': 'The container runtime of the host did not answer in time, and ECS tries again. On EC2, check the load and the disk of the instance.',
    'target-health': 'The task started, but the load balancer reports it as unhealthy. Compare path, port and expected code of the check with what the application answers, and check that the security group of the task allows traffic from the load balancer.',
    'target-group-missing': 'The target group of the service does not exist any more: no health check will pass. Give the service one that exists (UpdateService, loadBalancers), or delete the service and create it again.',
    'target-missing': 'The load balancer does not have the task among its targets: it was removed from the target group.',
    'spot-interrupted': 'AWS reclaimed the Spot capacity of the task. This does not indicate a problem with the new revision.',
    'instance-gone': 'The container instance of the task was terminated. This does not indicate a problem with the new revision.',
    'termination-notice': 'AWS gave notice that it will stop the host of the task. This does not indicate a problem with the new revision.',
    'infrastructure-health': 'ECS stopped the task, because its host was unhealthy. This does not indicate a problem with the new revision.',
    'stopped-by-scheduler': 'ECS itself stopped the task, as it does to scale, to move or to replace tasks. This does not indicate a problem with the new revision.',
    'stopped-by-hand': 'The task was stopped by a user (ecs:StopTask). This does not indicate a problem with the new revision.'
};
function plainly(kind, definition) {
    const role = (0,diagnosis_definition/* roleOf */.kp)(definition);
    const whose = role === undefined ? 'the execution role' : `the execution role ${role}`;
    switch (kind) {
        case 'role-not-assumable':
            return `ECS is not authorized to assume ${whose}: its trust policy must allow ecs-tasks.amazonaws.com.`;
        case 'env-file':
            return `An environment file could not be read from S3: it must exist, and ${whose} needs s3:GetObject on it and s3:GetBucketLocation on its bucket.`;
        default:
            return ADVICE[kind];
    }
}
function roleAsked(kind, definition) {
    const role = (0,diagnosis_definition/* roleOf */.kp)(definition);
    if (role === undefined)
        return {};
    if (kind === 'env-file')
        return { role };
    return kind === 'role-not-assumable' ? { role, pointer: '/executionRoleArn' } : {};
}
function explainLog(kind, text, definition) {
    const logging = (0,diagnosis_definition/* definedContainers */.uD)(definition).flatMap(container => {
        const group = (0,diagnosis_definition/* textOf */.b6)((0,explain_exit/* logOptionsOf */.ys)(container) ?? {}, 'awslogs-group');
        return group === undefined ? [] : [{ container, group }];
    });
    const quoted = logging.filter(({ group }) => text.includes(group));
    const [found] = quoted.length === 1 ? quoted : logging;
    const named = found ? ` ${found.group} of container ${found.container.name}` : '';
    const at = found && {
        container: found.container.name,
        pointer: `${found.container.pointer}/logConfiguration/options/awslogs-group`
    };
    if (kind === 'log-unreachable') {
        const explanation = 'The task cannot reach CloudWatch Logs: it needs a NAT gateway, a public IP address or a VPC endpoint (logs).';
        return { explanation, cause: { kind } };
    }
    if (kind === 'log-group-missing') {
        const explanation = `The log group${named} does not exist: create it, or set the log option "awslogs-create-group", for which the execution role needs logs:CreateLogGroup.`;
        return { explanation, cause: { kind, ...at } };
    }
    const role = (0,diagnosis_definition/* roleOf */.kp)(definition);
    const whose = role === undefined ? 'The execution role' : `The execution role ${role}`;
    const statement = JSON.stringify({
        Effect: 'Allow',
        Action: /CreateLogGroup/.test(text)
            ? ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']
            : ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: /arn:[\w-]+:logs:[\w-]+:\d+:log-group:[^:\s]+/.exec(text)?.[0]?.concat(':*') ?? '*'
    });
    return {
        explanation: `${whose} is not authorized to write to the log group${named}. Add to that role: ${statement}`,
        cause: { kind, ...at, ...(0,present/* present */.E)({ role }), statement }
    };
}


/***/ })

};
