export const id = 6259;
export const ids = [6259];
export const modules = {

/***/ 26259:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  awsReaderFor: () => (/* binding */ awsReaderFor),
  readAwsInputs: () => (/* binding */ readAwsInputs)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/inputs/problems/describe-text.js
var describe_text = __webpack_require__(67531);
// EXTERNAL MODULE: ./lib/src/inputs/problems/missing.js
var missing = __webpack_require__(66504);
// EXTERNAL MODULE: ./lib/src/inputs/reader.js + 1 modules
var inputs_reader = __webpack_require__(49051);
// EXTERNAL MODULE: ./lib/src/inputs/tables/specification.js
var specification = __webpack_require__(84836);
// EXTERNAL MODULE: ./lib/src/pace.js
var pace = __webpack_require__(6350);
;// CONCATENATED MODULE: ./lib/src/inputs/topics/rollout-inputs.js





function readRollout(reader) {
    const atomic = reader.boolean('atomic');
    const waitUntil = readWaitUntil(reader);
    return {
        ...(0,present/* present */.E)({
            ifDeploying: reader.word('if-deploying'),
            maxParallel: reader.wholeNumber('max-parallel')
        }),
        waitUntil,
        waitMinutes: readMinutes(reader),
        failFast: reader.boolean('fail-fast'),
        onFailure: reader.word('on-failure') ?? (atomic ? 'rollback' : 'leave'),
        onCancel: reader.word('on-cancel'),
        order: readOrder(reader),
        onError: readOnError(reader, atomic),
        atomic: readAtomic(reader, atomic, waitUntil)
    };
}
function readMinutes(reader) {
    const minutes = reader.wholeNumber('wait-for-minutes');
    if (!reader.isLenient || minutes <= inputs_reader/* AWS_MOST_MINUTES */.CT)
        return minutes;
    reader.note('wait-for-minutes', `${minutes} is more than the ${inputs_reader/* AWS_MOST_MINUTES */.CT} minutes that AWS's action waits at most: ${inputs_reader/* AWS_MOST_MINUTES */.CT} is taken.`);
    return inputs_reader/* AWS_MOST_MINUTES */.CT;
}
function readDelay(reader) {
    const seconds = reader.wholeNumber('wait-max-delay-seconds');
    if (seconds === undefined || seconds * 1000 >= pace/* POLL_INTERVAL_MS */.fv)
        return;
    reader.note('wait-max-delay-seconds', `${seconds} is less than the ${pace/* POLL_INTERVAL_MS */.fv / 1000} seconds between two looks, which stay.`);
}
function readOrder(reader) {
    const waves = reader.lines('order').map(line => line
        .split(',')
        .map(name => name.trim())
        .filter(name => name !== ''));
    if (waves.some(wave => wave.length === 0))
        reader.problems.push((0,missing/* namesNothing */.ek)('order'));
    return waves;
}
function readOnError(reader, atomic) {
    const onError = reader.word('on-error');
    if (atomic && onError === 'continue')
        reader.problems.push((0,missing/* excluded */.t7)('atomic', 'on-error'));
    return onError;
}
function readAtomic(reader, atomic, waitUntil) {
    if (atomic && reader.text('on-failure') === 'leave')
        reader.problems.push((0,missing/* excluded */.t7)('atomic', 'on-failure'));
    if (waitUntil !== 'none' || (reader.isLenient && reader.text('wait-until') !== 'none'))
        return atomic;
    if (atomic)
        reader.problems.push((0,missing/* excluded */.t7)('atomic', 'wait-until'));
    for (const name of ['on-failure', 'on-cancel'])
        if (reader.text(name) === 'rollback')
            reader.problems.push((0,missing/* excluded */.t7)(name, 'wait-until'));
    return atomic;
}
function readWaitUntil(reader) {
    const until = reader.word('wait-until');
    readDelay(reader);
    const stability = reader.boolean('wait-for-service-stability');
    if (reader.isLenient && until !== undefined)
        return until;
    const contradicts = stability !== undefined && until !== undefined && (until === 'none') === stability;
    if (contradicts) {
        reader.report('bad-input', `Inputs "wait-until" (${(0,describe_text/* describeText */.l)(until)}) and "wait-for-service-stability" (${String(stability)}) contradict each other.`, 'Remove one of the two.');
    }
    return until ?? (stability === false ? 'none' : 'deployed');
}

;// CONCATENATED MODULE: ./lib/src/inputs/topics/aws-inputs.js







const READ_HERE = new Set([
    ...['every', 'check', 'override', 'cli'].flatMap(specification/* inputsFor */.pz),
    ...[
        'allowed-roles',
        'keep-null-value-keys',
        'wait-until',
        'wait-for-service-stability',
        'wait-for-minutes',
        'wait-max-delay-seconds',
        'fail-fast',
        'on-failure',
        'on-cancel',
        'if-deploying',
        'order',
        'max-parallel',
        'on-error',
        'atomic',
        'allow-family-change',
        'verify-permissions',
        'dry-run',
        'desired-count',
        'force-new-deployment',
        'service-definition',
        'update-schedules',
        'keep-revisions',
        'max-retries'
    ]
]);
const USUAL_MODES = /^(?:check|plan|deploy)$/;
async function awsReaderFor(raw) {
    const reader = new inputs_reader/* InputReader */.i_(raw);
    const isRare = !USUAL_MODES.test(reader.word('mode')) ||
        reader.lines('task-definition').includes(inputs_reader/* LIVE */.L8) ||
        specification/* ACTION_INPUTS */.bn.some(name => !READ_HERE.has(name) && !reader.isUsual(name));
    const rare = isRare ? await __webpack_require__.e(/* import() */ 3704).then(__webpack_require__.bind(__webpack_require__, 13704)) : undefined;
    return (mode, common, own) => readAwsInputs(mode, common, { reader: own, rare });
}
function readAwsInputs(mode, { hasConfigFile, ...common }, { reader, rare }) {
    const aws = readAws({ reader, rare }, mode, common);
    const migration = mode === 'migrate' ? rare?.readMigration(reader) : undefined;
    if (mode !== 'migrate')
        rare?.judgeUnneeded(reader, mode);
    const audit = rare?.readAudit(reader, mode);
    const paused = rare?.readContinue(reader, mode, { ...common, hasConfigFile });
    const dryRun = readDryRun(reader, mode);
    if (mode === 'check')
        return undefined;
    const isOpen = common.region === undefined && !reader.isBad('aws-region');
    const needsAws = mode !== 'render' || aws.base !== undefined;
    if (isOpen && needsAws && !hasConfigFile)
        reader.problems.push((0,missing/* noRegion */.C5)(mode));
    if (mode === 'rollback' && !hasConfigFile)
        requireServices(reader, common);
    const revision = rare?.readRevision(reader, 'revision');
    if (revision !== undefined && mode !== 'rollback') {
        reader.report('bad-input', `Input "revision" is for mode rollback; this is mode ${mode}.`, 'Set mode: rollback, or use task-definition-arn to deploy a revision.');
    }
    if (mode === 'render')
        return readRender(common, aws);
    if (!isOpen && common.region === undefined)
        return undefined;
    const configuration = { ...common, ...aws, region: common.region ?? '' };
    if (mode === 'migrate')
        return migration && { ...configuration, ...migration, mode };
    if (mode === 'audit')
        return audit && { ...configuration, ...audit, mode };
    if (mode === 'continue') {
        if (rare === undefined || paused === undefined)
            return undefined;
        const services = rare.servicesToContinue(common, paused);
        return { ...configuration, ...paused, ...(0,present/* present */.E)({ services }), mode };
    }
    if (mode === 'rotate-restart')
        return { ...configuration, mode, dryRun };
    return mode === 'rollback'
        ? { ...configuration, mode, dryRun, ...(0,present/* present */.E)({ revision }) }
        : { ...configuration, mode };
}
function readRender(common, { base, keepEmpty, maxRetries }) {
    return { ...common, mode: 'render', maxRetries, ...(0,present/* present */.E)({ base, keepEmpty }) };
}
function readDryRun(reader, mode) {
    const dryRun = reader.boolean('dry-run');
    if (dryRun && !/^(?:rollback|rotate-restart|check)$/.test(mode)) {
        reader.report('bad-input', `Input "dry-run" is for modes rollback and rotate-restart; this is mode ${mode}.`, 'Use mode: plan to see what a deploy would do; mode migrate is a plan unless apply is true.');
    }
    return dryRun;
}
function requireServices(reader, common) {
    const named = common.services !== undefined && common.services.length > 0;
    if (named || common.taskDefinition.length > 0)
        return;
    reader.report('missing-input', 'Input "service" names no service to roll back.', 'Name the services, for example service: dispatcher.');
}
function readAws({ reader, rare }, mode, { overrides }) {
    const base = rare?.readBase(reader, mode);
    const isAsItIs = base?.kind === 'revision' &&
        base.input === 'task-definition-arn' &&
        mode !== 'render' &&
        Object.keys(overrides).length === 0;
    const edited = isAsItIs || (mode === 'check' && base?.kind === 'revision') ? undefined : base;
    return {
        ...(0,present/* present */.E)({
            allowedRoles: readAllowedRoles(reader),
            desiredCount: reader.wholeNumber('desired-count'),
            keepRevisions: reader.wholeNumber('keep-revisions'),
            taskDefinitionArn: isAsItIs ? base.revision : undefined,
            base: edited,
            keepEmpty: readKept(reader, mode),
            githubToken: reader.text('github-token'),
            runTask: rare?.readRunTask(reader)
        }),
        ...readRollout(reader),
        settings: rare?.readServiceSettings(reader) ?? {},
        serviceDefinition: reader.lines('service-definition'),
        codeDeploy: rare?.readCodeDeploy(reader) ?? {},
        forceNewDeployment: reader.boolean('force-new-deployment'),
        allowFamilyChange: reader.boolean('allow-family-change'),
        verifyPermissions: reader.word('verify-permissions'),
        updateSchedules: reader.boolean('update-schedules'),
        maxRetries: reader.wholeNumber('max-retries')
    };
}
function readKept(reader, mode) {
    const isEmpty = /^[\s,]*$/.test(reader.text('keep-null-value-keys') ?? '');
    if (reader.isLenient && isEmpty)
        return mode === 'render' ? undefined : [];
    return reader.names('keep-null-value-keys');
}
function readAllowedRoles(reader) {
    const roles = reader.lines('allowed-roles');
    const wrong = roles.find(role => !arn/* ROLE_ARN */.xG.test(role));
    if (wrong !== undefined) {
        reader.reportBad('allowed-roles', `${(0,describe_text/* describeText */.l)(wrong)} is not the ARN of a role.`, 'Write one full ARN a line, like arn:aws:iam::123456789012:role/deploy.');
    }
    return roles.length === 0 ? undefined : roles;
}


/***/ })

};
