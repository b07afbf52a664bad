export const id = 1521;
export const ids = [1521,8679];
export const modules = {

/***/ 92135:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ openServices)
});

// EXTERNAL MODULE: ./lib/src/checking/decisions/project-rules.js
var project_rules = __webpack_require__(38809);
// EXTERNAL MODULE: ./lib/src/configuration/explained-problems.js
var explained_problems = __webpack_require__(59235);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/configuration/layout.js
var configuration_layout = __webpack_require__(72604);
;// CONCATENATED MODULE: ./lib/src/configuration/needed-problems.js


const KEYS_NEEDED = new Set([
    'service',
    'cluster',
    'region',
    'role-to-assume',
    'desired-count'
]);
function neededProblems(problems, layout, mode) {
    const isUnneeded = ({ code, message }) => {
        const [, key] = /^"([\w-]+)" is not (?:valid\.|set here:)/.exec(message) ?? [];
        const isOfDefinition = key !== undefined && !KEYS_NEEDED.has(key);
        return layout !== configuration_layout/* NO_LAYOUT */.$ && (code === 'bad-exception' || isOfDefinition);
    };
    return {
        needed: problems.filter(problem => !isUnneeded(problem)),
        remarks: problems.filter(isUnneeded).map(({ message, place }) => ({
            message: `${message} Mode ${mode} does not need it.`,
            ...(0,present/* present */.E)({ place })
        }))
    };
}

// EXTERNAL MODULE: ./lib/src/inputs/reader.js + 1 modules
var reader = __webpack_require__(49051);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report = __webpack_require__(1216);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/deploying/connections.js
var connections = __webpack_require__(98146);
// EXTERNAL MODULE: ./lib/src/deploying/not-started.js
var not_started = __webpack_require__(67426);
// EXTERNAL MODULE: ./lib/src/deploying/prepare/inspect-services.js
var inspect_services = __webpack_require__(10736);
// EXTERNAL MODULE: ./lib/src/deploying/target.js
var target = __webpack_require__(6698);
// EXTERNAL MODULE: ./lib/src/deploying/again/existing-revision.js
var existing_revision = __webpack_require__(29633);
;// CONCATENATED MODULE: ./lib/src/deploying/again/open-services.js












function noServices(what, placement) {
    return {
        code: 'missing-input',
        fault: 'user',
        message: `Input "service" names no service to ${what === 'continued' ? 'continue' : 'roll back'}.`,
        hint: (0,existing_revision/* nameServices */.eF)(placement)
    };
}
async function withThoseOfFiles({ services, taskDefinition }, { places }, { workspace, area }) {
    const files = taskDefinition.filter(file => file !== reader/* LIVE */.L8);
    if (services !== 'all' || files.length === 0)
        return { ...(0,present/* present */.E)({ services }), problems: [] };
    const { findTaskDefinitions } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 81033));
    const found = await findTaskDefinitions(workspace, files, area);
    const names = new Set([...places.keys(), ...found.files.flatMap(({ service }) => service ?? [])]);
    return { services: [...names], problems: found.problems };
}
async function openServices(configuration, ports, what) {
    const aws = (0,connections/* connectAccounts */.r)(ports, configuration.maxRetries);
    const project = await (0,project_rules/* readProjectRules */.Z)(configuration, ports);
    const { placement, placementProblems: badPlacement, isUndecided } = project;
    const listed = await withThoseOfFiles(configuration, placement, ports);
    const services = (0,existing_revision/* namedServices */.Qw)({ ...configuration, ...(0,present/* present */.E)({ services: listed.services }) }, placement);
    const isLost = isUndecided !== true && services.some(({ site }) => site.cluster === '');
    const strangers = isLost ? (0,explained_problems/* unknownServices */.rl)(services, placement) : [];
    const lost = isLost && strangers.length === 0 ? [(0,inspect_services/* noCluster */.eG)(what)] : strangers;
    const nameless = isUndecided || services.length > 0 ? [] : [noServices(what, placement)];
    const written = [...project.problems, ...badPlacement];
    const { needed, remarks } = neededProblems(written, project.layout, configuration.mode);
    const early = [...needed, ...listed.problems, ...lost, ...nameless];
    const none = { ...(0,report/* emptyReport */._O)(configuration.mode), services: services.map(outcome/* keyOf */.TN), remarks };
    if (early.length > 0)
        return { ended: (0,not_started/* withNotStarted */.T)({ ...none, problems: early }, services) };
    const said = await (0,target/* announceTarget */.TE)(services.map(({ site }) => site), { ports, aws });
    const empty = (0,target/* withTarget */.yY)(none, said);
    if (said.problems.length > 0)
        return { ended: (0,not_started/* withNotStarted */.T)(empty, services) };
    const inspected = await (0,inspect_services/* inspectServices */.dD)(services, configuration, aws);
    const found = [...inspected.problems, ...inspected.missing.map(inspect_services/* missingService */.wu)];
    const problems = (0,explained_problems.explained)(found, placement);
    const subjects = services.flatMap((named) => {
        const state = inspected.states.get((0,outcome/* keyOf */.TN)(named));
        const isRefused = inspected.problems.some(({ service }) => service === named.service);
        return state && !isRefused ? [{ ...named, state }] : [];
    });
    return {
        subjects,
        report: { ...empty, problems },
        run: { configuration, ports, aws, placement, services }
    };
}


/***/ }),

/***/ 88679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ COMPLETED_FIRST),
/* harmony export */   continueService: () => (/* binding */ continueService)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(318);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84120);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85590);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13235);
/* harmony import */ var _rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(10884);
/* harmony import */ var _roll_back_service_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95277);
/* harmony import */ var _rollout_run_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41675);
/* harmony import */ var _settle_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55015);









const LOOK_AFTER_MS = [0, 2_000, 5_000];
async function continueService(service, action, run) {
    const { clock, log, signal } = run.ports;
    const { deployment, pauseAction } = action;
    const { id: deploymentId, arn: serviceDeploymentArn } = deployment;
    const base = { ...(0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_0__/* .baseOf */ .bx)(service, run), deploymentId, serviceDeploymentArn };
    const { ecs } = await run.aws(service.site);
    const ended = [];
    const hooks = pauseAction === 'ROLLBACK' ? deployment.hookIds.slice(0, 1) : deployment.hookIds;
    for (const hookId of hooks) {
        if (signal.aborted)
            return { ended: { result: { ...base, ...CANCELLED }, milestones: [] } };
        try {
            ended.push(await endPause(ecs, { clock, signal }, { arn: serviceDeploymentArn, hookId, action: pauseAction }));
        }
        catch (error) {
            const problem = { ...(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .refusalOf */ .Of)(error), service: service.service };
            const result = { ...base, outcome: 'failed', reason: problem.message };
            return { ended: { result, problem, milestones: [] } };
        }
    }
    const said = whatWasDone(action, ended);
    log.info(`[${service.service}] ${said}`);
    if (run.configuration.waitUntil === 'none') {
        const reason = `${said} Not monitored (wait-until: none).`;
        const back = pauseAction === 'ROLLBACK' ? { rollback: 'in-progress' } : {};
        return { ended: { result: { ...base, ..._rollout_run_js__WEBPACK_IMPORTED_MODULE_0__/* .NOT_WAITED_FOR */ .nC, ...back, reason }, milestones: [] } };
    }
    return watchContinued(service, action, { said, now: clock.now(), ecs, run });
}
const CANCELLED = { outcome: 'not-started', ..._rollout_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .CANCELLED_BEFORE */ .yv };
function watchContinued(service, { deployment, pauseAction }, { said, now, ecs, run }) {
    const rollout = (0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_0__/* .ourRollout */ .I8)(service, { deploymentId: deployment.id, ecs, state: service.before }, run);
    const { createdAt = rollout.target.createdAt } = deployment;
    const target = {
        ...rollout.target,
        continued: deployment.hookIds,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ createdAt })
    };
    const milestone = { at: now, what: 'continued', text: said };
    const told = (judge) => async (subject, updatedAt, its) => {
        const { result, ...end } = await judge(subject, updatedAt, its);
        return {
            ...end,
            result: { ...result, reason: `${said} ${result.reason}` },
            milestones: [milestone, ...end.milestones]
        };
    };
    if (pauseAction === 'CONTINUE')
        return { rollout: { ...rollout, target }, settle: told(_settle_js__WEBPACK_IMPORTED_MODULE_4__/* .settle */ .G9) };
    const asked = { purpose: 'rollback', isRequested: true, isStopped: true };
    const back = { ...rollout, target: { ...target, goal: 'deployed' }, ...asked };
    return { rollout: back, settle: told(settleBack), isBack: true };
}
const DONE = { CONTINUE: 'Continued', ROLLBACK: 'Rollback requested' };
function whatWasDone({ deployment, pauseAction }, ended) {
    const { stage = 'a lifecycle hook' } = deployment;
    if (ended.includes('ended'))
        return `${DONE[pauseAction]} at ${stage}.`;
    return ended.length > 0
        ? `The pause at ${stage} had already ended.`
        : 'Nothing was paused: the deployment is watched.';
}
async function settleBack({ service, start, end }, _, run) {
    const base = {
        ...(0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_0__/* .baseOf */ .bx)(service, run),
        deploymentId: end.target.deploymentId,
        startedAt: (0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_0__/* .isoTimestamp */ .yh)(start.startedAt),
        finishedAt: (0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_0__/* .isoTimestamp */ .yh)(end.finishedAt),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ serviceDeploymentArn: end.recordArn }),
        ...(0,_roll_back_service_js__WEBPACK_IMPORTED_MODULE_5__/* .rollbackStateOf */ .Bd)(end, 'stopped'),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ isOngoing: end.isOngoing, isUnverified: end.isUnverified })
    };
    const course = { ...(0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_0__/* .courseBack */ .tX)(end), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ problem: (0,_settle_js__WEBPACK_IMPORTED_MODULE_4__/* .whyLost */ .p5)(end) }) };
    if (end.outcome === 'rolled-back') {
        const good = (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_6__/* .goodRevisionOf */ .Kc)(service.before);
        const to = good === undefined ? '' : ` to ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_7__/* .lastPartOf */ .RS)(good)}`;
        const reason = `The deployment was rolled back${to}.${(0,_roll_back_service_js__WEBPACK_IMPORTED_MODULE_5__/* .plaintextNote */ .uy)(service)}`;
        const revisions = {
            previousTaskDefinitionArn: end.target.taskDefinition,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ taskDefinitionArn: good })
        };
        return { result: { ...base, ...revisions, outcome: 'succeeded', reason }, ...course };
    }
    return end.outcome === 'succeeded'
        ? { result: { ...base, outcome: 'failed', reason: COMPLETED_FIRST }, ...course }
        : { result: { ...base, outcome: end.outcome, reason: end.reason }, ...course };
}
const COMPLETED_FIRST = 'The deployment completed before it could be rolled back; run mode rollback to undo it.';
async function endPause(ecs, { clock, signal }, request) {
    try {
        await ecs.continueServiceDeployment(request);
        return 'ended';
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_8__/* .AwsError */ .Gy) || !MAY_BE_OVER.has(error.kind))
            throw error;
        for (const wait of LOOK_AFTER_MS) {
            if (wait > 0)
                await clock.sleep(wait, signal);
            const [record] = await ecs.describeServiceDeployments([request.arn]);
            if (record?.pauses.every(({ hookId }) => hookId !== request.hookId))
                return 'gone';
            if (signal.aborted)
                break;
        }
        throw error;
    }
}
const MAY_BE_OVER = new Set(['refused', 'lost']);


/***/ }),

/***/ 66965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ servicesToContinue),
/* harmony export */   I3: () => (/* binding */ readContinue),
/* harmony export */   YS: () => (/* binding */ serviceOfDeployment)
/* harmony export */ });
/* harmony import */ var _problems_describe_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67531);
/* harmony import */ var _tables_specification_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84836);


const ARN = /^arn:[\w-]+:ecs:[\w-]+:\d{12}:service-deployment\/[\w-]{1,255}\/([\w-]{1,255})\/[\w-]{1,255}$/;
function serviceOfDeployment(arn) {
    return ARN.exec(arn)?.[1];
}
function readContinue(reader, mode, { services, taskDefinition, hasConfigFile }) {
    for (const name of mode === 'continue' ? [] : (0,_tables_specification_js__WEBPACK_IMPORTED_MODULE_0__/* .inputsFor */ .pz)('continue')) {
        if (reader.isUsual(name))
            continue;
        reader.report('bad-input', `Input "${name}" is for mode continue; this is mode ${mode}.`, `Set mode: continue, or remove ${name}.`);
    }
    const serviceDeployments = reader.lines('service-deployment');
    const wrong = serviceDeployments.find(arn => serviceOfDeployment(arn) === undefined);
    if (wrong !== undefined) {
        reader.reportBad('service-deployment', `${(0,_problems_describe_text_js__WEBPACK_IMPORTED_MODULE_1__/* .describeText */ .l)(wrong)} is not the ARN of a service deployment.`, 'Write one per line, as the output service-deployment-arn gives them.');
    }
    const named = (Array.isArray(services) && services.length > 0) || taskDefinition.length > 0;
    if (mode === 'continue' && !named && !hasConfigFile && serviceDeployments.length === 0) {
        reader.report('missing-input', 'Input "service" names no service to continue.', 'Name the services, for example service: dispatcher, or the deployments by service-deployment.');
    }
    return { pauseAction: reader.word('pause-action'), serviceDeployments };
}
function servicesToContinue({ services }, { serviceDeployments }) {
    const named = serviceDeployments.flatMap(arn => serviceOfDeployment(arn) ?? []);
    return services ?? (named.length === 0 ? undefined : [...new Set(named)]);
}


/***/ }),

/***/ 61521:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runContinue: () => (/* binding */ runContinue)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var src_arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan = __webpack_require__(36343);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/rollout/progress.js
var progress = __webpack_require__(38704);
// EXTERNAL MODULE: ./lib/src/rollout/rollback-targets.js
var rollback_targets = __webpack_require__(10884);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/carry-out.js + 8 modules
var carry_out = __webpack_require__(90748);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/with-ends.js
var with_ends = __webpack_require__(11799);
// EXTERNAL MODULE: ./lib/src/deploying/not-started.js
var not_started = __webpack_require__(67426);
// EXTERNAL MODULE: ./lib/src/deploying/plan/plaintext.js
var plaintext = __webpack_require__(40812);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/inputs/topics/continue-inputs.js
var continue_inputs = __webpack_require__(66965);
// EXTERNAL MODULE: ./lib/src/rollout/records.js
var rollout_records = __webpack_require__(27621);
// EXTERNAL MODULE: ./lib/src/rollout/start-rollback.js
var start_rollback = __webpack_require__(72820);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/continue-service.js
var continue_service = __webpack_require__(88679);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/rollout-run.js
var rollout_run = __webpack_require__(41675);
;// CONCATENATED MODULE: ./lib/src/deploying/again/find-paused.js










async function findDeployment(subject, run) {
    const { service, site, state } = subject;
    const { pauseAction, serviceDeployments } = run.configuration;
    if (state.deploymentController !== 'ECS')
        return notPaused(service, OF_ANOTHER_CONTROLLER, 'user');
    try {
        const { ecs } = await run.aws(site);
        const [named] = serviceDeployments.filter(arn => (0,continue_inputs/* serviceOfDeployment */.YS)(arn) === service);
        const arn = named ?? (await findNewest(subject, ecs, run));
        if (arn === undefined)
            return notPaused(service, (0,deployments/* deploymentUnderWay */.TC)(state) ? NOT_LISTED : NO_RECORD);
        const [record] = await ecs.describeServiceDeployments([arn]);
        if (!record)
            return notPaused(service, GONE, 'user');
        if (!isOpen(record))
            return { end: endOf(record, subject, run) };
        const isBack = pauseAction === 'rollback' && !record.status.startsWith('ROLLBACK_');
        return isBack && record.pauses.length === 0 ? notPaused(service, GOES_ON) : { subject, record };
    }
    catch (error) {
        return { problem: { ...(0,explain/* refusalOf */.Of)(error), service } };
    }
}
function notPaused(service, { message, hint }, fault = 'cloud') {
    const said = `Service "${service}": ${message}`;
    return { problem: { code: 'nothing-paused', fault, service, message: said, hint } };
}
const OF_ANOTHER_CONTROLLER = {
    message: 'its deployments are not made by ECS itself, and only those have pauses.',
    hint: 'Leave it out of this run; continue a CodeDeploy deployment with aws deploy continue-deployment.'
};
const NOT_LISTED = {
    message: 'its deployment is in progress, but ECS does not list its record yet.',
    hint: 'Run again in a minute.'
};
const NO_RECORD = {
    message: 'nothing is paused, and ECS has no record of a deployment.',
    hint: 'Deploy it; mode continue is for a deployment that is in progress.'
};
const GONE = {
    message: 'there is no such service deployment of it in ECS.',
    hint: 'Check service-deployment; ECS keeps records for 90 days.'
};
const GOES_ON = {
    message: 'its deployment is in progress, but not paused.',
    hint: 'Mode rollback rolls back a deployment that is in progress, at any stage.'
};
const LOOK_AGAIN_MS = [0, 2_000, 5_000];
async function findNewest({ state }, ecs, { ports: { clock, signal } }) {
    const busy = (0,deployments/* deploymentUnderWay */.TC)(state);
    for (const wait of LOOK_AGAIN_MS) {
        if (wait > 0)
            await clock.sleep(wait, signal);
        const since = clock.now() - start_rollback/* LONGEST_DEPLOYMENT_MS */.Qy;
        const records = await ecs.listServiceDeployments(state.clusterArn, state.service, since);
        const mine = busy && (0,rollout_records/* recordOf */.zv)(busy.id, records.filter(isOpen));
        const [newest] = records;
        const found = mine ?? (busy === undefined || (newest && isOpen(newest)) ? newest : undefined);
        if (found || busy === undefined || signal.aborted)
            return found?.arn;
    }
    return undefined;
}
const OVER = new Set(['SUCCESSFUL', 'STOPPED', 'ROLLBACK_SUCCESSFUL', 'ROLLBACK_FAILED']);
function isOpen({ status }) {
    return !OVER.has(status);
}
function deploymentIdOf({ targetRevisionArn = '' }) {
    return `ecs-svc/${(0,src_arn/* lastPartOf */.RS)(targetRevisionArn)}`;
}
function endOf(record, { service, key, site, state }, { configuration }) {
    const { cluster, region } = site;
    const { finishedAt, createdAt } = record;
    const base = {
        ...(0,present/* present */.E)({ key }),
        ...{ service, cluster, region, deploymentId: deploymentIdOf(record), serviceDeploymentArn: record.arn },
        taskDefinitionArn: state.taskDefinition,
        ...(0,present/* present */.E)({
            startedAt: createdAt === undefined ? undefined : (0,rollout_run/* isoTimestamp */.yh)(createdAt),
            finishedAt: finishedAt === undefined ? undefined : (0,rollout_run/* isoTimestamp */.yh)(finishedAt)
        })
    };
    const when = finishedAt === undefined ? 'before this run' : `at ${(0,progress/* minuteOf */.iA)(finishedAt)}, before this run`;
    const why = record.statusReason === undefined ? '' : ` ${record.statusReason}`;
    const isBack = configuration.pauseAction === 'rollback';
    const end = (outcome, reason) => ({
        result: { ...base, outcome, reason: `Nothing is paused: ${reason}` },
        milestones: []
    });
    switch (record.status) {
        case 'SUCCESSFUL':
            return isBack ? end('failed', continue_service/* COMPLETED_FIRST */.H) : end('unchanged', `the deployment completed ${when}.`);
        case 'ROLLBACK_SUCCESSFUL':
            return end(isBack ? 'unchanged' : 'rolled-back', `the deployment was rolled back ${when}.${why}`);
        case 'STOPPED': {
            const isReplaced = (0,deployments/* primaryOf */.Os)(state)?.id !== base.deploymentId;
            return end(isReplaced ? 'superseded' : 'failed', `the deployment was stopped ${when}.${why}`);
        }
        default:
            return end('failed', `the deployment and its rollback failed ${when}.${why}`);
    }
}
function strayDeployments({ serviceDeployments }, subjects) {
    if (serviceDeployments.length === 0)
        return [];
    const placed = ({ service, site, state }) => `${site.region}:${(0,src_arn/* lastPartOf */.RS)(state.clusterArn)}/${service}`;
    const known = new Set(subjects.map(placed));
    const named = serviceDeployments.map(arn => {
        const [, , , region, , resource = ''] = arn.split(':');
        return `${region}:${resource.split('/').slice(1, 3).join('/')}`;
    });
    const wrong = (message) => ({
        code: 'other-deployment',
        fault: 'user',
        message,
        hint: 'Give each service of the run its one service deployment, of its cluster and region, or leave service-deployment out.'
    });
    return [
        ...named
            .filter(place => !known.has(place))
            .map(place => wrong(`Input "service-deployment" names a deployment of ${place}, which is not a service of this run.`)),
        ...subjects
            .filter(subject => named.filter(place => place === placed(subject)).length !== 1)
            .map(({ service }) => wrong(`Input "service-deployment" does not name exactly one deployment of service "${service}".`))
    ];
}

;// CONCATENATED MODULE: ./lib/src/deploying/again/continue-paused.js












async function continuePaused(subjects, report, run) {
    const plannedAt = run.ports.clock.now();
    const early = [...report.problems, ...strayDeployments(run.configuration, subjects)];
    if (early.length > 0)
        return (0,not_started/* withNotStarted */.T)({ ...report, problems: early }, run.services);
    const looked = await Promise.all(subjects.map(subject => findDeployment(subject, run)));
    const problems = looked.flatMap(one => ('problem' in one ? [one.problem] : []));
    if (problems.length > 0)
        return (0,not_started/* withNotStarted */.T)({ ...report, problems }, run.services);
    const found = looked.flatMap(one => ('record' in one ? [one] : []));
    const ends = looked.flatMap(one => ('end' in one ? [one.end] : []));
    const planned = await planContinuing(found, run);
    const told = { ...report, plan: planned.plan, remarks: [...report.remarks, ...planned.remarks] };
    if (found.length > 0)
        run.ports.log.group('Plan', (0,plan/* planToText */.G)(planned.plan));
    const registered = { ...planned, placement: run.placement, plannedAt };
    const rolledOut = await (0,carry_out/* rollOut */.O)(registered, run.configuration, run);
    return (0,with_ends/* withEnds */.J)(told, { ...rolledOut, ends: [...ends, ...rolledOut.ends] });
}
async function planContinuing(found, run) {
    const denied = [];
    const describe = async (arn, site) => {
        const { ecs } = await run.aws(site);
        try {
            return await ecs.describeTaskDefinition(arn);
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            denied.push(error.operation);
            return undefined;
        }
    };
    const parts = await Promise.all(found.map((one, index) => planOne(one, { index, describe, run })));
    const [operation] = denied;
    const message = `Not verified: whether the revisions to roll back to hold plaintext (${operation} failed).`;
    return {
        plan: { definitions: parts.map(part => part.definition), services: parts.map(part => part.service) },
        arns: new Map(parts.map(({ arn, definition }) => [definition.id, arn])),
        remarks: operation === undefined ? [] : [{ message, isUnverified: true }]
    };
}
async function planOne({ subject, record }, { index, describe, run }) {
    const { service, key, site, state } = subject;
    const id = deploymentIdOf(record);
    const arn = (0,deployments/* deploymentOf */.PE)(state, id)?.taskDefinition ?? state.taskDefinition;
    const others = { ...state, deployments: state.deployments.filter(other => other.id !== id) };
    const before = (0,rollback_targets/* goodRevisionOf */.Kc)(others) ?? '';
    const live = await describe(arn, site);
    const good = before === '' || before === arn ? live : await describe(before, site);
    const { region, roleArn, cluster } = site;
    const paused = (0,progress/* pauseResultOf */.Jo)(record);
    const name = (0,src_arn/* lastPartOf */.RS)(arn);
    return {
        arn,
        definition: {
            id: `definition-${index + 1}`,
            account: { region, ...(0,present/* present */.E)({ roleArn }) },
            cluster,
            family: name.slice(0, name.lastIndexOf(':')),
            files: [arn],
            definition: live?.definition ?? {},
            registration: { kind: 'reuse', arn },
            differences: [],
            notKept: [],
            latestRevision: live?.revision ?? 0
        },
        service: {
            ...{ service, ...(0,present/* present */.E)({ key }), site, file: arn, definitionId: `definition-${index + 1}` },
            action: {
                kind: 'continue',
                deployment: {
                    ...{ id, arn: record.arn, hookIds: paused?.hookIds ?? [] },
                    ...(0,present/* present */.E)({ stage: paused?.stage, createdAt: record.createdAt })
                },
                pauseAction: run.configuration.pauseAction === 'rollback' ? 'ROLLBACK' : 'CONTINUE'
            },
            before: state,
            previousTaskDefinitionArn: before,
            previousPlaintext: good === undefined ? [] : (0,plaintext/* plaintextIn */.Z)(good.definition, run.ports.mask)
        }
    };
}

// EXTERNAL MODULE: ./lib/src/deploying/again/open-services.js + 1 modules
var open_services = __webpack_require__(92135);
// EXTERNAL MODULE: ./lib/src/report/rollouts/rollouts.js + 1 modules
var rollouts = __webpack_require__(36084);
;// CONCATENATED MODULE: ./lib/src/modes/continue.js



async function runContinue(configuration, ports) {
    const opened = await (0,open_services/* openServices */.N)(configuration, ports, 'continued');
    if ('ended' in opened)
        return opened.ended;
    const { subjects, report, run } = opened;
    const finished = await continuePaused(subjects, report, run);
    for (const line of (0,rollouts/* resultsToText */.px)(finished))
        ports.log.info(line);
    return finished;
}


/***/ })

};
