export const id = 565;
export const ids = [565];
export const modules = {

/***/ 3876:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Li: () => (/* binding */ hasSigns),
/* harmony export */   NN: () => (/* binding */ RECENT_MS),
/* harmony export */   S5: () => (/* binding */ eventsSince)
/* harmony export */ });
const RECENT_MS = 60 * 60_000;
const SIGN = /has started \d+ tasks|unable|fail|unhealthy|not healthy|could not|limit|throttled|misconfigured/i;
function hasSigns(service, deploymentId, now) {
    const { desiredCount, runningCount, pendingCount, deployments } = service;
    const failed = deployments.find(({ id }) => id === deploymentId)?.failedTasks ?? 0;
    return (failed > 0 ||
        pendingCount > 0 ||
        runningCount < desiredCount ||
        eventsSince(service, deploymentId, now).some(({ message }) => SIGN.test(message)));
}
function eventsSince({ events }, deploymentId, now) {
    const recent = events.filter(({ createdAt }) => createdAt > now - RECENT_MS);
    const completed = recent.findIndex(({ message }) => message.includes(`(deployment ${deploymentId}) deployment completed.`));
    return completed < 0 ? recent : recent.slice(0, completed);
}


/***/ }),

/***/ 90199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ stopWordsOf),
/* harmony export */   CE: () => (/* binding */ eventWords),
/* harmony export */   Fb: () => (/* binding */ generalizeReason),
/* harmony export */   SJ: () => (/* binding */ recognizeTask),
/* harmony export */   qf: () => (/* binding */ withoutServicePrefix),
/* harmony export */   vA: () => (/* binding */ recognize)
/* harmony export */ });
const UNREACHABLE = /connection issue|network (?:connection|configuration)|deadline exceeded|i\/o timeout|dial tcp|TLS handshake timeout|connection re(?:fused|set)|no such host|(?:request|context) canceled|send request failed/i;
const DENIED = /AccessDenied|not authorized to perform|403 Forbidden|access denied/i;
const TROUBLE_THERE = /status(?: ?code)?:? ?5\d\d\b|\b5\d\d (?:Internal Server|Bad Gateway|Service Unavailable|Gateway Time)|InternalServiceError|InternalFailure|ServiceUnavailable|Throttling|Rate exceeded/i;
const TOPICS = [
    {
        about: /Cloudwatch log (?:stream|group)|logger args|initialize logging driver/i,
        kinds: [
            ['log-denied', DENIED],
            [
                'log-group-missing',
                /ResourceNotFoundException|does not exist|cannot find the Amazon CloudWatch log group/i
            ],
            ['log-unreachable', UNREACHABLE]
        ]
    },
    {
        about: /ecr registry auth|registry auth from|GetAuthorizationToken/i,
        kinds: [
            ['registry-denied', DENIED],
            ['image-unreachable', UNREACHABLE]
        ]
    },
    {
        about: /asm fetching (?:authorization|username|password)|AuthorizationData is malformed/i,
        kinds: [
            ['registry-secret-malformed', /unmarshal|invalid schema|malformed|empty field|invalid character/i]
        ]
    },
    {
        about: /CannotPull\w*Error|pull(?:ing)? (?:the )?image|failed to resolve ref|pull access denied|incorrect username or password/i,
        kinds: [
            ['registry-login-refused', /incorrect username or password/i],
            ['disk-full', /no space left on device/i],
            ['image-rate-limit', /toomanyrequests|rate limit|\b429\b/i],
            ['image-platform', /descriptor matching platform|no matching manifest|no match for platform/i],
            ['image-unreachable', /pull command failed: panic/i],
            ['image-unreachable', UNREACHABLE],
            ['image-registry-error', TROUBLE_THERE],
            ['image-registry-error', /pulling image conf|unexpected EOF/i],
            ['image-denied', DENIED],
            ['image-denied', /the role has (?:the )?permissions to pull/i],
            ['image-denied', /401 Unauthorized|no basic auth|authorization failed|docker login/i],
            ['image-missing', /not found|manifest unknown|does not exist|\b404\b/i],
            ['image-not-pulled', /./]
        ]
    },
    { about: /env(?:ironment)? files?\b/i, kinds: [['env-file', /./]] },
    {
        about: /secret|ssm|\basm\b|parameter store/i,
        kinds: [
            [
                'key-unusable',
                /KMSInvalidState|DisabledException|InvalidKeyId|DecryptionFailure|decrypt the protected secret|:key\/[\w-]+'? (?:is (?:disabled|pending)|does not exist)/i
            ],
            ['key-denied', /Access to KMS is not allowed|kms:Decrypt|ciphertext refers to a customer master key/i],
            ['secret-denied', DENIED],
            ['secret-not-json', /invalid character|unexpected end of JSON input|json: cannot unmarshal/i],
            ['secret-value-missing', /can['’]t find the specified secret value/i],
            [
                'secret-missing',
                /ResourceNotFoundException|can['’]t find the specified secret|Check whether the secret exists/i
            ],
            ['json-key-missing', /did not contain json key/i],
            ['secret-deleted', /(?:marked|scheduled) for deletion/i],
            ['parameter-missing', /invalid (?:ssm )?parameters/i],
            ['secret-service-error', TROUBLE_THERE],
            ['secret-unreachable', UNREACHABLE],
            ['secret-unreachable', /pull command failed/i]
        ]
    }
];
const OTHERS = [
    ['service-role', /IAM (?:trust relationship|permissions policies) ha(?:s|ve) been misconfigured/i],
    ['out-of-memory', /OutOfMemory/i],
    ['disk-full', /no space left on device/i],
    ['image-platform', /exec format error/i],
    ['command-not-executable', /exec: .*permission denied/i],
    ['command-not-found', /executable file not found|exec: .*no such file/i],
    ['user-missing', /unable to find (?:user|group) |no matching entries in (?:passwd|group) file/i],
    [
        'container-runtime',
        /ContainerRuntimeTimeoutError|DockerTimeoutError|Could not transition to \w+; timed out|failed to get container status/i
    ],
    ['storage-not-provisioned', /EphemeralStorage provisioning/i],
    ['no-addresses', /InsufficientFreeAddresses|insufficient free addresses|not enough free addresses/i],
    ['network-interface', /network interface|configure ENI|setup regular eni|netplugin/i],
    ['volume', /\bEFS\b|\bmount\b|\bvolume/i],
    ['quota-reached', /reached the limit on the number of|configuration is above your limit/i],
    ['provisioning-limit', /tasks provisioning capacity limit/i],
    ['no-instances', /no container instances were found in your capacity provider/i],
    ['no-placement', /no container instance met all|no container instances were found/i],
    ['no-capacity', /capacity is unavailable|could not launch \d+ tasks?/i],
    ['agent-not-started', /waiting for Amazon ECS Agent to start/i],
    ['internal-error', /Reason: Internal error/i],
    ['ecs-throttled', /operations are being throttled/i],
    ['deployment-configuration', /because of the service deployment configuration/i],
    ['protected-tasks', /protected tasks/i],
    ['target-group-missing', /TARGET GROUP IS NOT FOUND/i],
    ['target-missing', /TARGET IS NOT FOUND/i],
    ['target-health', /failed ELB health checks|is (?:unhealthy|not healthy) in \(?(?:target-group|elb)\b/i],
    ['container-health', /failed container health checks/i],
    ['spot-interrupted', /spot (?:task|instance|interruption)|SpotInterruption/i],
    ['instance-gone', /host ec2 .*(?:terminated|stopped)/i]
];
const BY_STOP_CODE = {
    SpotInterruption: 'spot-interrupted',
    UserInitiated: 'stopped-by-hand',
    ServiceSchedulerInitiated: 'stopped-by-scheduler',
    TerminationNotice: 'termination-notice',
    InfrastructureHealth: 'infrastructure-health',
    EssentialContainerExited: 'exited'
};
function recognize(text) {
    if (/unable to assume the role/i.test(text))
        return 'role-not-assumable';
    for (const { about, kinds } of TOPICS) {
        const kind = about.test(text) ? firstOf(kinds, text) : undefined;
        if (kind !== undefined)
            return kind;
    }
    return firstOf(OTHERS, text);
}
function recognizeTask(task) {
    const known = recognize(stopWordsOf(task)) ?? BY_STOP_CODE[task.stopCode ?? ''];
    if (known !== undefined)
        return known;
    return /Essential container in task exited/i.test(stopWordsOf(task)) ? 'exited' : undefined;
}
function stopWordsOf(task) {
    const own = task.stoppedReason ?? '';
    const others = task.containers.flatMap(({ reason }) => (reason && !own.includes(reason) ? [reason] : []));
    return [own, ...new Set(others)].filter(text => text !== '').join(' — ');
}
function firstOf(patterns, text) {
    return patterns.find(([, pattern]) => pattern.test(text))?.[0];
}
function generalizeReason(text) {
    return onOneLine(text)
        .replace(/\b[0-9a-f]{32}\b/g, '…')
        .replace(/:(?: \(task [^()]*…\))+/g, '');
}
function eventWords(message) {
    const own = withoutServicePrefix(message);
    const kind = generalizeReason(own);
    return {
        line: onOneLine(own),
        kind,
        brief: kind.replace(/^(?:\((?:deployment|taskSet|task) [^()]*\) )+/, '')
    };
}
function onOneLine(text) {
    return (text
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
        .replace(/,? ?request id: [\w-]+/gi, '')
        .replace(/(assumed-role\/[\w+=,.@-]+)\/[\w+=,.@-]+/g, '$1/…')
        .replace(/exec: "([^\s"]+) [^"]*"/g, 'exec: "$1 …"')
        .replace(/status code: 400\.?$/, '')
        .trim());
}
function withoutServicePrefix(message) {
    return message.replace(/^\(service [\w-]+\) /, '');
}


/***/ }),

/***/ 81693:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ac: () => (/* binding */ rollsBackByItself),
/* harmony export */   Uj: () => (/* binding */ hasCompleted),
/* harmony export */   Ux: () => (/* binding */ judgeDeployments),
/* harmony export */   _b: () => (/* binding */ isFromBefore),
/* harmony export */   a6: () => (/* binding */ LOOKS_AT_OLD_LIST),
/* harmony export */   bN: () => (/* binding */ judgeScaling),
/* harmony export */   kY: () => (/* binding */ failureText),
/* harmony export */   nT: () => (/* binding */ judgeFailed),
/* harmony export */   o4: () => (/* binding */ newerThanMine)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(318);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65955);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97387);



const LOOKS_TO_BELIEVE = 3;
const LOOKS_AT_OLD_LIST = 7;
function judgeDeployments(target, service, memory) {
    const mine = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentOf */ .PE)(service, target.deploymentId);
    if (mine?.rolloutState === 'FAILED')
        return judgeFailed(target, service, memory);
    if (mine?.status === 'PRIMARY')
        return judgePrimary(mine, service);
    const newer = newerThanMine(target, service);
    if (newer)
        return hasCompleted(target, service) ? { state: 'succeeded' } : newer;
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    if (mine) {
        return primary
            ? { state: 'rolling-back', reason: failureText(target, service) }
            : { state: 'in-progress' };
    }
    return judgeGone(target, service, memory);
}
function judgePrimary(mine, service) {
    if (mine.rolloutState === 'COMPLETED')
        return { state: 'succeeded' };
    const settled = service.deployments.length === 1 && mine.runningCount === mine.desiredCount;
    return mine.rolloutState === undefined && settled ? { state: 'succeeded' } : { state: 'in-progress' };
}
function judgeFailed(target, service, memory) {
    const reason = failureText(target, service);
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    const wayBack = service.deployments.some(deployment => target.before.includes(deployment.id) && deployment.rolloutState !== 'FAILED');
    if (primary && target.before.includes(primary.id))
        return { state: 'rolling-back', reason };
    const isDue = isRollbackDue(service, reason);
    const newer = newerThanMine(target, service);
    if (newer?.state === 'superseded' && (isDue || memory.failure !== undefined))
        return newer;
    const expected = isDue && wayBack;
    return expected && memory.failedLooks < LOOKS_TO_BELIEVE
        ? { state: 'rolling-back', reason }
        : { state: 'failed', reason };
}
function rollsBackByItself(service) {
    return service.circuitBreaker.enable && service.circuitBreaker.rollback;
}
function isRollbackDue(service, reason) {
    const alarms = memberOf(memberOf(service.raw, 'deploymentConfiguration'), 'alarms');
    const byAlarm = memberOf(alarms, 'enable') === true && memberOf(alarms, 'rollback') === true;
    if (/user request/i.test(reason))
        return true;
    if (/alarm/i.test(reason))
        return byAlarm;
    if (/circuit breaker|tasks failed to start/i.test(reason))
        return rollsBackByItself(service);
    return service.strategy !== 'ROLLING' || byAlarm || rollsBackByItself(service);
}
function judgeGone(target, service, memory) {
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    const failed = memory.failure ?? failureEvent(target, service);
    if (failed === undefined && hasCompleted(target, service))
        return { state: 'succeeded' };
    const believed = failed !== undefined || (memory.sawMine && memory.gone >= LOOKS_TO_BELIEVE);
    if (!believed || !primary || isFromBefore(target, primary, memory))
        return { state: 'in-progress' };
    const reason = failed ??
        'The service no longer lists the deployment, and ECS logged no event: it was probably rolled back.';
    if (primary.rolloutState === 'FAILED')
        return { state: 'failed', reason: `${reason} The rollback failed too.`, rollback: 'failed' };
    if (primary.rolloutState === 'IN_PROGRESS')
        return { state: 'rolling-back', reason };
    return { state: 'rolled-back', reason };
}
function isFromBefore(target, primary, memory) {
    if (memory.gone > LOOKS_AT_OLD_LIST)
        return false;
    return (primary.updatedAt ?? Number.POSITIVE_INFINITY) < (target.createdAt ?? 0);
}
function newerThanMine(target, service) {
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    if (!primary || primary.id === target.deploymentId || target.before.includes(primary.id))
        return undefined;
    if ((primary.createdAt ?? Number.POSITIVE_INFINITY) < (target.createdAt ?? 0))
        return undefined;
    const { id: deploymentId, taskDefinition } = primary;
    if (taskDefinition === target.taskDefinition)
        return { state: 'adopted', deploymentId, taskDefinition };
    return {
        state: 'superseded',
        by: { deploymentId, taskDefinition },
        reason: `Another deployment (${primary.id}, ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(primary.taskDefinition)}) was started during this run's rollout.`
    };
}
function hasCompleted({ deploymentId }, service) {
    if ((0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentOf */ .PE)(service, deploymentId)?.rolloutState === 'COMPLETED')
        return true;
    const said = `(deployment ${deploymentId}) deployment completed.`;
    return service.events.some(({ message }) => message.includes(said));
}
function judgeScaling(target, service) {
    const reached = service.desiredCount === target.scaleTo && service.runningCount === target.scaleTo;
    return reached ? { state: 'succeeded' } : { state: 'in-progress' };
}
function reasonOf(deployment) {
    const reason = deployment?.rolloutStateReason;
    return reason !== undefined && reason !== '' ? reason : undefined;
}
function failureText(target, service) {
    const mine = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentOf */ .PE)(service, target.deploymentId);
    const own = mine?.rolloutState === 'FAILED' ? reasonOf(mine) : undefined;
    return own ?? failureEvent(target, service) ?? reasonOf((0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service)) ?? 'ECS gave no reason.';
}
function failureEvent(target, service) {
    return service.events.find(event => event.message.includes(`(deployment ${target.deploymentId}) deployment failed`))?.message;
}
function memberOf(value, key) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(value) ? value[key] : undefined;
}


/***/ }),

/***/ 27621:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GC: () => (/* binding */ DeploymentRecords),
/* harmony export */   Tq: () => (/* binding */ findRecord),
/* harmony export */   zv: () => (/* binding */ recordOf)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88757);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97387);


const CLOCK_SKEW_MS = 5 * 60_000;
const LISTS_A_LOOK = 40;
const FAILURES_TO_GIVE_UP = 3;
function recordOf(deploymentId, records) {
    const digits = deploymentId.slice(deploymentId.lastIndexOf('/') + 1);
    return records.find(({ targetRevisionArn }) => targetRevisionArn?.endsWith(`/${digits}`));
}
async function findRecord(ecs, { cluster, service, deploymentId, startedAt }) {
    const since = startedAt - CLOCK_SKEW_MS;
    return recordOf(deploymentId, await ecs.listServiceDeployments(cluster, service, since));
}
class DeploymentRecords {
    #ecs;
    #log;
    #arns = new Map();
    #listed = new Map();
    #available = true;
    #failures = 0;
    constructor(ecs, log) {
        this.#ecs = ecs;
        this.#log = log;
    }
    async read(wanted) {
        if (!this.#available || wanted.length === 0)
            return new Map();
        try {
            const described = await this.#describe(wanted);
            const turns = this.#turnsOf(wanted.filter(({ deploymentId }) => !this.#arns.has(deploymentId)));
            const listed = (await Promise.all(turns.map(rollout => this.#list(rollout)))).flat();
            const newlyFound = listed.length === 0 ? [] : await this.#describe(turns);
            this.#failures = 0;
            return new Map([...described, ...listed, ...newlyFound]);
        }
        catch (error) {
            this.#note(error);
            return new Map();
        }
    }
    keepOnly(deploymentIds) {
        for (const known of [this.#arns, this.#listed])
            for (const id of known.keys())
                if (!deploymentIds.has(id))
                    known.delete(id);
    }
    async #describe(wanted) {
        const arns = wanted.flatMap(rollout => this.#arns.get(rollout.deploymentId) ?? guessOf(rollout) ?? []);
        if (arns.length === 0)
            return new Map();
        const records = await this.#ecs.describeServiceDeployments([...new Set(arns)]);
        return new Map(wanted.flatMap(({ deploymentId }) => {
            const record = recordOf(deploymentId, records);
            if (record)
                this.#arns.set(deploymentId, record.arn);
            return record ? [[deploymentId, record]] : [];
        }));
    }
    #turnsOf(open) {
        const rank = ({ state, deploymentId }) => (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentUnderWay */ .TC)(state)?.id === deploymentId ? (this.#listed.get(deploymentId) ?? 0) : -1;
        const turns = open.toSorted((a, b) => rank(a) - rank(b)).slice(0, LISTS_A_LOOK);
        for (const { deploymentId } of turns)
            this.#listed.set(deploymentId, (this.#listed.get(deploymentId) ?? 0) + 1);
        return turns;
    }
    async #list(rollout) {
        const { deploymentId } = rollout;
        const record = await findRecord(this.#ecs, rollout);
        if (!record)
            return [];
        this.#arns.set(deploymentId, record.arn);
        return [[deploymentId, record]];
    }
    #note(error) {
        this.#failures += 1;
        const kind = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy ? error.kind : 'lost';
        if (kind !== 'denied' && kind !== 'unsupported' && this.#failures < FAILURES_TO_GIVE_UP)
            return;
        this.#available = false;
        const operation = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy ? error.operation : 'ecs:ListServiceDeployments';
        const why = kind === 'denied' ? 'no permission for' : 'this endpoint does not answer';
        this.#log.notice(`Service deployments are not used (${why} ${operation}); the outcome is decided from the service's deployment list and events.`);
    }
}
function guessOf({ state, deploymentId }) {
    return (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(state)?.id === deploymentId ? state.currentServiceDeployment : undefined;
}


/***/ }),

/***/ 72820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qy: () => (/* binding */ LONGEST_DEPLOYMENT_MS),
/* harmony export */   jO: () => (/* binding */ findRollbackUnderWay),
/* harmony export */   jy: () => (/* binding */ redeploy),
/* harmony export */   lP: () => (/* binding */ startRollback),
/* harmony export */   sR: () => (/* binding */ describeRollback)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(318);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88757);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _deployment_list_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(81693);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97387);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27621);
/* harmony import */ var _rollback_targets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(10884);
/* harmony import */ var _update_service_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(86292);








const LONGEST_DEPLOYMENT_MS = 30 * 24 * 3_600_000;
async function findRollbackUnderWay(ecs, state, now) {
    const to = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentUnderWay */ .TC)(state);
    if (!to)
        return undefined;
    const { createdAt = Number.POSITIVE_INFINITY } = to;
    const newer = state.deployments.find(other => (other.createdAt ?? 0) > createdAt);
    if (newer)
        return { from: newer, to };
    if (state.deployments.some(({ rolloutState }) => rolloutState === 'COMPLETED'))
        return undefined;
    try {
        return await findByRecord(ecs, { state, to, since: now - LONGEST_DEPLOYMENT_MS });
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        return undefined;
    }
}
async function findByRecord(ecs, { state, to, since }) {
    const { clusterArn, service } = state;
    const [newest] = await ecs.listServiceDeployments(clusterArn, service, since);
    const arn = newest?.targetRevisionArn;
    const isBack = newest?.status === 'ROLLBACK_REQUESTED' || newest?.status === 'ROLLBACK_IN_PROGRESS';
    if (!isBack || arn === undefined)
        return undefined;
    const id = `ecs-svc/${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(arn)}`;
    if (id === to.id)
        return undefined;
    const taskDefinition = (await ecs.describeServiceRevisions([arn])).get(arn) ?? '';
    return { from: { id, taskDefinition, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ createdAt: newest?.createdAt }) }, to };
}
function describeRollback({ from, to }) {
    const left = from.taskDefinition === '' ? from.id : (0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(from.taskDefinition);
    return `from ${left} to ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(to.taskDefinition)}`;
}
const LOOK_AGAIN_MS = [0, 2_000, 5_000];
async function startRollback(subject, ports) {
    if ((0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_4__/* .goodRevisionOf */ .Kc)(subject.before) === undefined)
        return NOTHING_BEFORE;
    try {
        if (await stopOurs(subject, ports))
            return { kind: 'stopped' };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        const begun = await redeploy(subject, ports);
        return begun.kind === 'redeployed' ? { ...begun, because: `${error.operation}: ${error.awsName}` } : begun;
    }
    return redeploy(subject, ports);
}
const NOTHING_BEFORE = {
    kind: 'impossible',
    reason: 'no earlier deployment of the service was completed'
};
async function stopOurs(subject, ports) {
    const arn = subject.recordArn ?? (await lookForRecord(subject, ports));
    if (arn === undefined)
        return false;
    await ports.ecs.stopServiceDeployment(arn);
    return true;
}
async function lookForRecord({ cluster, service, target, startedAt }, { ecs, clock, signal }) {
    for (const wait of LOOK_AGAIN_MS) {
        if (wait > 0)
            await clock.sleep(wait, signal);
        const { deploymentId } = target;
        const record = await (0,_records_js__WEBPACK_IMPORTED_MODULE_5__/* .findRecord */ .Tq)(ecs, { cluster, service, deploymentId, startedAt });
        if (record || signal?.aborted)
            return record?.arn;
    }
    return undefined;
}
async function redeploy(subject, ports) {
    const { before, target } = subject;
    const good = (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_4__/* .goodRevisionOf */ .Kc)(before);
    if (good === undefined)
        return NOTHING_BEFORE;
    if (good === target.taskDefinition) {
        return {
            kind: 'impossible',
            reason: 'the service ran the same revision before, so there is no other one to roll back to'
        };
    }
    try {
        return await startAgain(subject, good, ports);
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        return { kind: 'impossible', reason: `${error.operation} failed (${error.awsName}: ${error.message})` };
    }
}
async function startAgain(subject, good, ports) {
    const { service, cluster, restoreCount, target: ours } = subject;
    const { ecs, clock } = ports;
    const { services } = await ecs.describeServices(cluster, [service]);
    const now = services[0];
    if (!now)
        return { kind: 'impossible', reason: 'ECS no longer knows the service' };
    const newer = (0,_deployment_list_js__WEBPACK_IMPORTED_MODULE_6__/* .newerThanMine */ .o4)(ours, now);
    if (newer?.state === 'superseded')
        return { kind: 'impossible', reason: newer.reason };
    const scaled = (0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ desiredCount: restoreCount });
    const request = { cluster, service, taskDefinition: good, ...scaled };
    const update = { request, before: now };
    const answer = await (0,_update_service_js__WEBPACK_IMPORTED_MODULE_7__/* .updateServiceOnce */ .S$)(ecs, clock, update);
    const state = await (0,_update_service_js__WEBPACK_IMPORTED_MODULE_7__/* .confirmDeployment */ .MZ)(ecs, clock, { ...update, answer });
    const primary = state && (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(state);
    if (!state || !primary) {
        return { kind: 'impossible', reason: 'ECS accepted the update but shows no new deployment' };
    }
    const target = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .watchedDeployment */ .Ac)({ ...primary, taskDefinition: good }, now);
    return { kind: 'redeployed', state, target };
}


/***/ }),

/***/ 86292:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G_: () => (/* binding */ describeFailedUpdate),
/* harmony export */   MZ: () => (/* binding */ confirmDeployment),
/* harmony export */   S$: () => (/* binding */ updateServiceOnce),
/* harmony export */   mF: () => (/* binding */ refusedUpdate)
/* harmony export */ });
/* unused harmony export asksForDeployment */
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84120);
/* harmony import */ var _services_compare_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(82797);
/* harmony import */ var _services_settings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39401);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97387);





const LOOK_AFTER_MS = [1_000, 3_000, 3_000, 3_000];
const LOOK_LONGER_MS = [...LOOK_AFTER_MS, 4_000, 4_000, 4_000, 4_000, 4_000, 4_000];
const LAST_LOOK_MS = 1_000;
const ATTEMPTS = 4;
async function updateServiceOnce(ecs, clock, update) {
    for (let attempt = 1;; attempt++) {
        try {
            return await ecs.updateService(update.request);
        }
        catch (error) {
            if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy) || error.kind !== 'lost')
                throw error;
            const found = await findUpdated(ecs, clock, update);
            if (found)
                return found;
            if (attempt === ATTEMPTS || update.signal?.aborted)
                throw error;
        }
    }
}
async function confirmDeployment(ecs, clock, update) {
    const { request, before, answer } = update;
    if (!asksForDeployment(request, before) && showsCount(request, answer))
        return answer;
    return wasCarriedOut(request, before, answer) ? answer : findUpdated(ecs, clock, update);
}
async function findUpdated(ecs, clock, update) {
    const { signal } = update;
    const waits = update.request.forceNewDeployment === true ? LOOK_LONGER_MS : LOOK_AFTER_MS;
    for (const wait of waits) {
        const isLast = signal?.aborted === true;
        await (isLast ? clock.sleep(Math.min(wait, LAST_LOOK_MS)) : clock.sleep(wait, signal));
        const { services } = await ecs.describeServices(update.request.cluster, [update.request.service]);
        const state = services[0];
        if (state && wasCarriedOut(update.request, update.before, state))
            return state;
        if (isLast)
            return undefined;
    }
    return undefined;
}
function describeFailedUpdate(error, message) {
    const isOpen = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy && (error.kind === 'lost' || error.operation !== UPDATE);
    return isOpen ? `Not verified: whether ECS has begun the deployment is not known. ${message}` : message;
}
function refusedUpdate(error) {
    const isRefused = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy && error.operation === UPDATE && (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .leftAsItWas */ .QU)(error);
    return isRefused ? { isRefused } : {};
}
const UPDATE = 'ecs:UpdateService';
function wasCarriedOut(request, before, now) {
    if (!asksForDeployment(request, before))
        return showsAll(request, now);
    const known = new Set(before.deployments.map(deployment => deployment.id));
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_2__/* .primaryOf */ .Os)(now);
    return primary !== undefined && !known.has(primary.id) && primary.taskDefinition === request.taskDefinition;
}
function asksForDeployment(request, before) {
    const { taskDefinition, forceNewDeployment } = request;
    if (forceNewDeployment === true)
        return true;
    if (taskDefinition !== undefined && taskDefinition !== before.taskDefinition)
        return true;
    return (0,_services_settings_js__WEBPACK_IMPORTED_MODULE_3__/* .startsDeployment */ .vI)((0,_services_compare_js__WEBPACK_IMPORTED_MODULE_4__/* .differingMembers */ .y)(request.members ?? {}, before.raw));
}
function showsAll(request, now) {
    return showsCount(request, now) && (0,_services_compare_js__WEBPACK_IMPORTED_MODULE_4__/* .differingMembers */ .y)(request.members ?? {}, now.raw).length === 0;
}
function showsCount({ desiredCount }, now) {
    return desiredCount === undefined || now.desiredCount === desiredCount;
}


/***/ })

};
