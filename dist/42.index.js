export const id = 42;
export const ids = [42];
export const modules = {

/***/ 6076:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ isServerPage),
/* harmony export */   f: () => (/* binding */ classifyError)
/* harmony export */ });
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1682);
/* harmony import */ var _one_line_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5595);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8407);



const denied = new Set(['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation', 'NotAuthorized']);
const expired = new Set([
    'ExpiredToken',
    'ExpiredTokenException',
    'RequestExpired',
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'InvalidAccessKeyId',
    'InvalidToken',
    'AuthFailure',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'IncompleteSignatureException',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'RequestTimeTooSkewed',
    'CredentialsProviderError',
    'TokenProviderError',
    'InvalidIdentityToken'
]);
const missing = new Set([
    'ClusterNotFoundException',
    'ServiceNotFoundException',
    'ServiceDeploymentNotFoundException',
    'ResourceNotFoundException',
    'NamespaceNotFoundException',
    'ParameterNotFound'
]);
const throttled = new Set([
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'TooManyRequestsException',
    'RequestThrottled',
    'RequestThrottledException',
    'RequestLimitExceeded',
    'LimitExceeded',
    'SlowDown'
]);
const unsupported = new Set([
    'UnknownOperation',
    'UnknownOperationException',
    'InvalidAction',
    'NotImplemented',
    'NotImplementedException'
]);
const notConnected = new Set([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EADDRNOTAVAIL',
    'ERR_PROXY_TUNNEL'
]);
function classifyError(thrown, operation) {
    if (thrown instanceof _error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .G)
        return thrown;
    if (thrown instanceof _wire_js__WEBPACK_IMPORTED_MODULE_1__/* .UnreadableAnswer */ .ym)
        return unreadable(thrown, operation);
    const facts = factsOf(thrown);
    if (facts === undefined)
        return undefined;
    const kind = kindOf(facts) ?? (thrown instanceof _wire_js__WEBPACK_IMPORTED_MODULE_1__/* .ConnectionFailure */ .ls ? 'lost' : undefined);
    if (kind === undefined)
        return undefined;
    return new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .G({
        kind,
        operation,
        awsName: facts.code !== undefined && facts.status === undefined ? facts.code : nameOf(facts),
        message: textOf(facts)
    });
}
function factsOf(thrown) {
    if (typeof thrown !== 'object' || thrown === null)
        return undefined;
    const { name, code, syscall, message, $metadata } = thrown;
    const status = ($metadata ?? {}).httpStatusCode;
    return {
        name: typeof name === 'string' ? name : 'Error',
        code: typeof code === 'string' ? code : undefined,
        syscall: typeof syscall === 'string' ? syscall : undefined,
        message: typeof message === 'string' ? message : '',
        status: typeof status === 'number' ? status : undefined
    };
}
function kindOf(facts) {
    return kindOfName(facts) ?? kindOfNetwork(facts) ?? kindOfStatus(facts.status);
}
function kindOfName({ name, message, status }) {
    if (throttled.has(name) || status === 429 || /^Rate exceeded/i.test(message))
        return 'throttled';
    if (message.includes('Too many concurrent attempts to create a new revision'))
        return 'throttled';
    if (expired.has(name))
        return 'expired';
    if (denied.has(name) || /is not authorized to perform/.test(message))
        return 'denied';
    if (missing.has(name))
        return 'missing';
    if (unsupported.has(name) || status === 501)
        return 'unsupported';
    return undefined;
}
function kindOfNetwork({ name, code, syscall, message, status }) {
    if (name === 'Error' && message === 'Region is missing')
        return 'unreachable';
    if (code !== undefined && (notConnected.has(code) || isHandshakeFailure(code, message)))
        return 'unreachable';
    if (code === 'ETIMEDOUT' && syscall === 'connect')
        return 'unreachable';
    if (/did not establish a connection|before secure TLS connection/.test(message))
        return 'unreachable';
    if (name === 'TimeoutError' || name === 'AbortError')
        return 'lost';
    return code !== undefined && (status === undefined || status < 300) ? 'lost' : undefined;
}
function isHandshakeFailure(code, message) {
    if (/^(CERT_|ERR_TLS_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(code))
        return true;
    if (code !== 'EPROTO' && !code.startsWith('ERR_SSL_'))
        return false;
    return /wrong.version.number|unknown.protocol|unsupported.protocol|handshake.failure|alert.protocol.version/i.test(`${code} ${message}`);
}
function kindOfStatus(status) {
    if (status === undefined)
        return undefined;
    if (status >= 500 || status < 400)
        return 'lost';
    return status === 401 || status === 403 ? 'denied' : 'refused';
}
function nameOf({ name, status, message }) {
    if (message === 'Region is missing')
        return 'RegionMissing';
    return name === 'Unknown' || name === 'Error' || name === 'SyntaxError' ? `HTTP ${status ?? 'error'}` : name;
}
function textOf({ name, message }) {
    if (name === 'SyntaxError')
        return 'the answer could not be read';
    if (name === 'CredentialsProviderError')
        return (0,_one_line_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .T)(message);
    return (0,_one_line_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .T)(message.split(/The Canonical String|The String-to-Sign/i)[0] ?? '');
}
function unreadable(answer, operation) {
    const { status, mediaType, awsCode } = answer;
    const facts = {
        name: awsCode ?? '',
        code: undefined,
        syscall: undefined,
        message: answer.awsMessage ?? '',
        status
    };
    const isForeignPage = awsCode === undefined && (status === 404 || status === 405);
    return new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .G({
        kind: kindOfName(facts) ?? (isForeignPage ? 'unsupported' : (kindOfStatus(status) ?? 'lost')),
        operation,
        awsName: awsCode ?? `HTTP ${status} ${mediaType}`.trim(),
        message: answer.awsMessage === undefined ? answer.message : textOf(facts)
    });
}
function isServerPage(error) {
    return error.kind === 'lost' && /^HTTP 5\d\d (text|application)\/(html|xml|plain)/.test(error.awsName);
}


/***/ }),

/***/ 9852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ clientSettings)
/* harmony export */ });
const connectionTimeout = 5_000;
const requestTimeout = 20_000;
function clientSettings(context, region, traffic = 'reads') {
    context.environment['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
    const agent = traffic === 'reads' ? { keepAlive: true } : { keepAlive: false, maxSockets: Number.POSITIVE_INFINITY };
    return {
        region,
        maxAttempts: 1,
        customUserAgent: userAgent(context.version),
        requestHandler: {
            connectionTimeout,
            requestTimeout,
            throwOnRequestTimeout: true,
            socketTimeout: requestTimeout,
            httpAgent: agent,
            httpsAgent: { ...agent, proxyEnv: context.environment }
        }
    };
}
function userAgent(version) {
    return version === undefined ? [['ecs-sealed-deploy']] : [['ecs-sealed-deploy', version]];
}


/***/ }),

/***/ 4042:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createEcs: () => (/* binding */ createEcs)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var dist_cjs = __webpack_require__(212);
// EXTERNAL MODULE: ./lib/src/aws/classify.js
var classify = __webpack_require__(6076);
// EXTERNAL MODULE: ./lib/src/aws/clients.js
var clients = __webpack_require__(9852);
;// CONCATENATED MODULE: ./lib/src/aws/ecs-shapes.js
function present(shape) {
    const entries = Object.entries(shape).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries);
}
function toServiceState(service) {
    const breaker = service.deploymentConfiguration?.deploymentCircuitBreaker;
    return {
        service: service.serviceName ?? '',
        serviceArn: service.serviceArn ?? '',
        clusterArn: service.clusterArn ?? '',
        status: service.status ?? '',
        taskDefinition: service.taskDefinition ?? '',
        desiredCount: service.desiredCount ?? 0,
        runningCount: service.runningCount ?? 0,
        pendingCount: service.pendingCount ?? 0,
        deploymentController: service.deploymentController?.type ?? 'ECS',
        deployments: (service.deployments ?? []).map(toDeployment),
        events: (service.events ?? []).map(event => ({
            id: event.id ?? '',
            createdAt: event.createdAt?.getTime() ?? 0,
            message: event.message ?? ''
        })),
        circuitBreaker: { enable: breaker?.enable ?? false, rollback: breaker?.rollback ?? false },
        ...present({ currentServiceDeployment: service.currentServiceDeployment })
    };
}
function toDeployment(deployment) {
    return {
        id: deployment.id ?? '',
        status: deployment.status ?? '',
        taskDefinition: deployment.taskDefinition ?? '',
        desiredCount: deployment.desiredCount ?? 0,
        runningCount: deployment.runningCount ?? 0,
        pendingCount: deployment.pendingCount ?? 0,
        failedTasks: deployment.failedTasks ?? 0,
        ...present({
            rolloutState: deployment.rolloutState,
            rolloutStateReason: deployment.rolloutStateReason,
            createdAt: deployment.createdAt?.getTime(),
            updatedAt: deployment.updatedAt?.getTime()
        })
    };
}
function toServiceDeployment(deployment) {
    const breaker = deployment.deploymentCircuitBreaker;
    return {
        arn: deployment.serviceDeploymentArn ?? '',
        status: deployment.status ?? '',
        ...present({
            statusReason: deployment.statusReason,
            targetRevisionArn: deployment.targetServiceRevision?.arn,
            createdAt: deployment.createdAt?.getTime(),
            finishedAt: (deployment.finishedAt ?? deployment.stoppedAt)?.getTime(),
            rollbackReason: deployment.rollback?.reason,
            circuitBreaker: breaker && {
                status: breaker.status ?? '',
                failureCount: breaker.failureCount ?? 0,
                threshold: breaker.threshold ?? 0
            }
        })
    };
}
function toBriefDeployment(deployment) {
    return {
        arn: deployment.serviceDeploymentArn ?? '',
        status: deployment.status ?? '',
        ...present({
            statusReason: deployment.statusReason,
            targetRevisionArn: deployment.targetServiceRevisionArn,
            createdAt: deployment.createdAt?.getTime(),
            finishedAt: deployment.finishedAt?.getTime()
        })
    };
}
function toStoppedTask(task) {
    return {
        arn: task.taskArn ?? '',
        taskDefinition: task.taskDefinitionArn ?? '',
        containers: (task.containers ?? []).map(container => ({
            name: container.name ?? '',
            ...present({ exitCode: container.exitCode, reason: container.reason })
        })),
        ...present({
            startedBy: task.startedBy,
            stopCode: task.stopCode,
            stoppedReason: task.stoppedReason,
            stoppedAt: task.stoppedAt?.getTime()
        })
    };
}
function toLiveDefinition(answer) {
    const { taskDefinition, tags } = answer;
    if (!isObject(taskDefinition))
        return undefined;
    const { taskDefinitionArn: arn, family, revision, status, registeredAt } = taskDefinition;
    if (typeof arn !== 'string' || typeof family !== 'string' || typeof revision !== 'number')
        return undefined;
    return {
        arn,
        family,
        revision,
        status: typeof status === 'string' ? status : 'ACTIVE',
        ...(typeof registeredAt === 'number' && { registeredAt: Math.round(registeredAt * 1000) }),
        definition: tags === undefined || tags === null ? taskDefinition : { ...taskDefinition, tags }
    };
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(1682);
// EXTERNAL MODULE: ./lib/src/aws/pages.js
var pages = __webpack_require__(2708);
;// CONCATENATED MODULE: ./lib/src/aws/redact.js
const carriers = new Set([
    'environment',
    'command',
    'entryPoint',
    'dockerLabels',
    'options',
    'secrets',
    'secretOptions'
]);
const names = new Set(['name']);
const shortest = 4;
function withoutValues(message, definition) {
    const values = new Set();
    collect(definition, false, values);
    const ordered = [...values].sort((a, b) => b.length - a.length);
    return ordered.reduce((text, value) => text.replaceAll(value, `[${value.length} characters]`), message);
}
function collect(node, carries, values) {
    if (typeof node === 'string') {
        if (carries && node.length >= shortest && !node.startsWith('arn:'))
            values.add(node);
        return;
    }
    if (typeof node !== 'object' || node === null)
        return;
    if (Array.isArray(node)) {
        for (const item of node)
            collect(item, carries, values);
        return;
    }
    for (const [key, value] of Object.entries(node)) {
        if (carries && names.has(key))
            continue;
        collect(value, carries || carriers.has(key), values);
    }
}

// EXTERNAL MODULE: ./lib/src/aws/retry.js
var retry = __webpack_require__(1482);
// EXTERNAL MODULE: ./lib/src/aws/wire.js
var wire = __webpack_require__(8407);
;// CONCATENATED MODULE: ./lib/src/aws/ecs.js









const servicesAtOnce = 10;
const serviceDeploymentsAtOnce = 20;
const tasksAtOnce = 100;
function createEcs(context) {
    const reads = new dist_cjs/* ECSClient */.Zgc((0,clients/* clientSettings */.r)(context, context.region, 'reads'));
    const writes = new dist_cjs/* ECSClient */.Zgc({
        ...(0,clients/* clientSettings */.r)(context, context.region, 'writes'),
        credentials: reads.config.credentials
    });
    const link = { reads, writes, context };
    return {
        describeTaskDefinition: name => describeTaskDefinition(link, name),
        registerTaskDefinition: definition => registerTaskDefinition(link, definition),
        describeServices: (cluster, services) => describeServices(link, cluster, services),
        updateService: request => updateService(link, request),
        listServiceDeployments: (cluster, service, since) => listServiceDeployments(link, { cluster, service, since }),
        describeServiceDeployments: arns => describeServiceDeployments(link, arns),
        listStoppedTasks: (cluster, service, limit) => listStoppedTasks(link, { cluster, service, limit })
    };
}
function read(link, operation, attempt) {
    return (0,retry/* withRetries */.L)({ operation, effect: 'read', attempt }, link.context);
}
async function describeTaskDefinition(link, name) {
    const operation = 'ecs:DescribeTaskDefinition';
    try {
        return await read(link, operation, async () => {
            const command = new dist_cjs/* DescribeTaskDefinitionCommand */.Zy$({ taskDefinition: name, include: ['TAGS'] });
            const tap = (0,wire/* tapWire */.lR)(command);
            await link.reads.send(command);
            return toLiveDefinition(tap.answer()) ?? unusable(operation, 'taskDefinition');
        });
    }
    catch (error) {
        const isMissing = error instanceof aws_error/* AwsError */.G && error.message.startsWith('Unable to describe task definition');
        if (isMissing)
            return undefined;
        throw error;
    }
}
async function registerTaskDefinition(link, definition) {
    const operation = 'ecs:RegisterTaskDefinition';
    const body = JSON.stringify(definition);
    try {
        return await (0,retry/* withRetries */.L)({
            operation,
            effect: 'write',
            attempt: async () => {
                const command = new dist_cjs/* RegisterTaskDefinitionCommand */.$Hl({ family: '-', containerDefinitions: [] });
                const tap = (0,wire/* tapWire */.lR)(command, body);
                await link.writes.send(command);
                return toLiveDefinition(tap.answer()) ?? unusable(operation, 'taskDefinition');
            }
        }, link.context);
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.G))
            throw error;
        const { kind, awsName } = error;
        throw new aws_error/* AwsError */.G({ kind, operation, awsName, message: withoutValues(error.message, definition) });
    }
}
async function describeServices(link, cluster, services) {
    const found = await (0,pages/* inBatches */.o)([...new Set(services)], servicesAtOnce, batch => read(link, 'ecs:DescribeServices', async () => {
        const command = new dist_cjs/* DescribeServicesCommand */.H7c({ cluster, services: batch });
        (0,wire/* tapWire */.lR)(command);
        const answer = await link.reads.send(command);
        return partition(batch, (answer.services ?? []).map(toServiceState), answer.failures ?? []);
    }));
    return {
        services: found.flatMap(entry => (typeof entry === 'string' ? [] : [entry])),
        missing: found.flatMap(entry => (typeof entry === 'string' ? [entry] : []))
    };
}
function partition(asked, states, failures) {
    const operation = 'ecs:DescribeServices';
    return asked.map(name => {
        const state = states.find(({ service, serviceArn }) => service === name || serviceArn === name);
        if (state)
            return state;
        const failure = failures.find(({ arn }) => arn === name || arn?.split('/').at(-1) === name);
        if (failure?.reason === 'MISSING')
            return name;
        if (failure === undefined)
            return unusable(operation, `service ${name}`);
        const message = `${failure.reason ?? 'failure'}${failure.detail === undefined ? '' : `: ${failure.detail}`}`;
        throw new aws_error/* AwsError */.G({ kind: 'refused', operation, awsName: failure.reason ?? 'Failure', message });
    });
}
async function updateService(link, request) {
    const operation = 'ecs:UpdateService';
    const { cluster, service, taskDefinition, desiredCount, forceNewDeployment } = request;
    const attempt = async () => {
        const command = new dist_cjs/* UpdateServiceCommand */.kZr({
            cluster,
            service,
            taskDefinition,
            ...(desiredCount !== undefined && { desiredCount }),
            ...(forceNewDeployment !== undefined && { forceNewDeployment })
        });
        (0,wire/* tapWire */.lR)(command);
        const answer = await link.writes.send(command);
        return answer.service ? toServiceState(answer.service) : unusable(operation, 'service');
    };
    return (0,retry/* withRetries */.L)({ operation, effect: 'write', attempt }, link.context);
}
async function listServiceDeployments(link, of) {
    const since = Math.floor(of.since / 1000) * 1000;
    const after = new Date(since - 1000);
    const found = await orUnsupported(() => (0,pages/* collectPages */.V)(nextToken => read(link, 'ecs:ListServiceDeployments', async () => {
        const { cluster, service } = of;
        const command = new dist_cjs/* ListServiceDeploymentsCommand */.jz8({
            cluster,
            service,
            createdAt: { after },
            maxResults: 100,
            ...(nextToken !== undefined && { nextToken })
        });
        (0,wire/* tapWire */.lR)(command);
        const answer = await link.reads.send(command);
        return { items: (answer.serviceDeployments ?? []).map(toBriefDeployment), next: answer.nextToken };
    })));
    return found
        .filter(({ createdAt }) => createdAt === undefined || createdAt >= since)
        .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
}
function describeServiceDeployments(link, arns) {
    return orUnsupported(() => (0,pages/* inBatches */.o)(arns, serviceDeploymentsAtOnce, batch => read(link, 'ecs:DescribeServiceDeployments', async () => {
        const command = new dist_cjs/* DescribeServiceDeploymentsCommand */.A6p({ serviceDeploymentArns: batch });
        (0,wire/* tapWire */.lR)(command);
        const answer = await link.reads.send(command);
        return (answer.serviceDeployments ?? []).map(toServiceDeployment);
    })));
}
async function listStoppedTasks(link, of) {
    const { cluster, service: serviceName } = of;
    const arns = await (0,pages/* collectPages */.V)(nextToken => read(link, 'ecs:ListTasks', async () => {
        const command = new dist_cjs/* ListTasksCommand */.MYg({
            cluster,
            serviceName,
            desiredStatus: 'STOPPED',
            maxResults: 100,
            ...(nextToken !== undefined && { nextToken })
        });
        (0,wire/* tapWire */.lR)(command);
        const answer = await link.reads.send(command);
        return { items: answer.taskArns ?? [], next: answer.nextToken };
    }), of.limit);
    return (0,pages/* inBatches */.o)(arns, tasksAtOnce, tasks => read(link, 'ecs:DescribeTasks', async () => {
        const command = new dist_cjs/* DescribeTasksCommand */.z8X({ cluster, tasks });
        (0,wire/* tapWire */.lR)(command);
        const answer = await link.reads.send(command);
        return (answer.tasks ?? []).map(toStoppedTask);
    }));
}
async function orUnsupported(ask) {
    try {
        return await ask();
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.G) || !(0,classify/* isServerPage */.H)(error))
            throw error;
        const { operation, awsName, message } = error;
        throw new aws_error/* AwsError */.G({ kind: 'unsupported', operation, awsName, message });
    }
}
function unusable(operation, member) {
    throw new aws_error/* AwsError */.G({
        kind: 'lost',
        operation,
        awsName: 'IncompleteAnswer',
        message: `the answer has no usable ${member}`
    });
}


/***/ }),

/***/ 5595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ oneLine)
/* harmony export */ });
const longest = 1000;
function oneLine(text) {
    const flat = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
    return flat.length > longest ? `${flat.slice(0, longest)} …` : flat;
}


/***/ }),

/***/ 2708:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ collectPages),
/* harmony export */   o: () => (/* binding */ inBatches)
/* harmony export */ });
async function collectPages(fetch, limit = Number.POSITIVE_INFINITY) {
    const items = [];
    let token;
    do {
        const page = await fetch(token);
        items.push(...page.items);
        if (page.next === token)
            break;
        token = page.next;
    } while (token !== undefined && token !== '' && items.length < limit);
    return items.slice(0, limit);
}
const wave = 5;
async function inBatches(items, size, ask) {
    const batches = [];
    for (let i = 0; i < items.length; i += size)
        batches.push(items.slice(i, i + size));
    const results = [];
    for (let i = 0; i < batches.length; i += wave) {
        const answers = await Promise.all(batches.slice(i, i + wave).map(ask));
        for (const answer of answers)
            results.push(...answer);
    }
    return results;
}


/***/ }),

/***/ 1482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ withRetries)
/* harmony export */ });
/* harmony import */ var _classify_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6076);

const firstDelay = 500;
const longestDelay = 16_000;
const throttleRetries = 7;
async function withRetries(call, policy) {
    for (let retry = 0;; retry++) {
        try {
            return await call.attempt();
        }
        catch (thrown) {
            const error = (0,_classify_js__WEBPACK_IMPORTED_MODULE_0__/* .classifyError */ .f)(thrown, call.operation);
            if (error === undefined)
                throw thrown;
            if (retry >= retriesFor(error, call.effect, policy.maxRetries))
                throw error;
            await policy.clock.sleep(delayBefore(retry, policy.random));
        }
    }
}
function retriesFor(error, effect, maxRetries) {
    switch (error.kind) {
        case 'throttled':
            return Math.max(maxRetries, throttleRetries);
        case 'unreachable':
            return isPermanent(error) ? 0 : maxRetries;
        case 'lost':
            return effect === 'read' ? maxRetries : 0;
        case 'denied':
        case 'expired':
        case 'missing':
        case 'refused':
        case 'unsupported':
            return 0;
    }
}
function isPermanent(error) {
    return /^(RegionMissing|EPROTO|CERT_|ERR_SSL_|ERR_TLS_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(error.awsName);
}
function delayBefore(retry, random) {
    const base = Math.min(firstDelay * 2 ** retry, longestDelay);
    return Math.round(base * (0.75 + 0.5 * random()));
}


/***/ }),

/***/ 8407:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gQ: () => (/* binding */ tapConnection),
/* harmony export */   lR: () => (/* binding */ tapWire),
/* harmony export */   ls: () => (/* binding */ ConnectionFailure),
/* harmony export */   ym: () => (/* binding */ UnreadableAnswer)
/* harmony export */ });
class UnreadableAnswer extends Error {
    name = 'UnreadableAnswer';
    status;
    mediaType;
    awsCode;
    awsMessage;
    constructor(answer) {
        super(`HTTP ${answer.status} with ${describeBody(answer.mediaType, answer.text)}`);
        this.status = answer.status;
        this.mediaType = answer.mediaType;
        this.awsCode = /<Code>([A-Za-z0-9.]{1,100})<\/Code>/.exec(answer.text)?.[1];
        this.awsMessage = /<Message>([^<]{0,2000})<\/Message>/.exec(answer.text)?.[1];
    }
}
class ConnectionFailure extends Error {
    name;
    code;
    syscall;
    constructor(failed) {
        super(typeof failed['message'] === 'string' ? failed['message'] : '');
        this.name = typeof failed['name'] === 'string' ? failed['name'] : 'Error';
        this.code = typeof failed['code'] === 'string' ? failed['code'] : undefined;
        this.syscall = typeof failed['syscall'] === 'string' ? failed['syscall'] : undefined;
    }
}
function tapWire(command, body) {
    const stack = stackOf(command);
    let answer;
    if (body !== undefined) {
        stack.add(replaceBody(body), { step: 'serialize', priority: 'low', name: 'exactBody' });
    }
    stack.add(readBody(found => {
        answer = found;
    }), { step: 'deserialize', priority: 'low', name: 'rawAnswer' });
    return {
        answer: () => {
            if (answer === undefined)
                throw new Error('the answer was asked for before the call was over');
            return answer;
        }
    };
}
function tapConnection(command) {
    stackOf(command).add(readBody(undefined), { step: 'deserialize', priority: 'low', name: 'rawAnswer' });
}
function stackOf(command) {
    return command.middlewareStack;
}
function replaceBody(body) {
    return next => args => {
        args.request.body = body;
        return next(args);
    };
}
function readBody(keep) {
    return next => async (args) => {
        const { result, bytes } = await receive(() => next(args));
        result.response.body = bytes;
        keep?.(parseAnswer(result.response, bytes));
        return result;
    };
}
async function receive(send) {
    try {
        const result = await send();
        return { result, bytes: await collect(result.response.body) };
    }
    catch (thrown) {
        throw new ConnectionFailure(typeof thrown === 'object' && thrown !== null ? fieldsOf(thrown) : {});
    }
}
function fieldsOf(thrown) {
    const { name, message, code, syscall } = thrown;
    return { name, message, code, syscall };
}
async function collect(body) {
    if (body === undefined || body instanceof Uint8Array)
        return body ?? new Uint8Array();
    const chunks = [];
    for await (const chunk of body)
        chunks.push(chunk);
    return new Uint8Array(Buffer.concat(chunks));
}
function parseAnswer(response, bytes) {
    const text = Buffer.from(bytes).toString('utf8');
    const parsed = parseObject(text);
    if (parsed === undefined && text === '' && response.statusCode >= 300)
        return {};
    if (parsed !== undefined)
        return parsed;
    const header = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'content-type');
    const mediaType = header?.[1]?.split(';')[0]?.trim() ?? '';
    throw new UnreadableAnswer({ status: response.statusCode, mediaType, text });
}
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null && !Array.isArray(value)
            ? value
            : undefined;
    }
    catch {
        return undefined;
    }
}
function describeBody(mediaType, text) {
    if (text === '')
        return 'an empty body';
    const kind = /^[a-z0-9.+/-]{1,60}$/i.test(mediaType) ? ` (${mediaType})` : '';
    return `a body of ${text.length} characters that is not a JSON object${kind}`;
}


/***/ })

};
