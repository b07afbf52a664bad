export const id = 862;
export const ids = [862];
export const modules = {

/***/ 54862:
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
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/inputs/read-modes.js
var read_modes = __webpack_require__(19174);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan = __webpack_require__(36343);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/rollout/progress.js
var progress = __webpack_require__(38704);
// EXTERNAL MODULE: ./lib/src/rollout/records.js
var rollout_records = __webpack_require__(27621);
// EXTERNAL MODULE: ./lib/src/rollout/rollback-targets.js
var rollback_targets = __webpack_require__(10884);
// EXTERNAL MODULE: ./lib/src/rollout/start-rollback.js
var start_rollback = __webpack_require__(72820);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/carry-out.js + 17 modules
var carry_out = __webpack_require__(91154);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/rollback-end.js
var rollback_end = __webpack_require__(4934);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/run.js
var run = __webpack_require__(43917);
// EXTERNAL MODULE: ./lib/src/deploy/not-started.js
var not_started = __webpack_require__(19316);
// EXTERNAL MODULE: ./lib/src/deploy/plan/plaintext.js
var plaintext = __webpack_require__(77214);
;// CONCATENATED MODULE: ./lib/src/deploy/again/continue-paused.js
















async function continuePaused(subjects, report, run) {
    const plannedAt = run.ports.clock.now();
    const early = [...report.problems, ...otherDeployments(run.configuration, subjects)];
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
        run.ports.log.group('Plan', (0,plan/* planToText */.GO)(planned.plan));
    const registered = { ...planned, placement: run.placement, plannedAt };
    const rolledOut = await (0,carry_out/* rollOut */.Of)(registered, run.configuration, run);
    return (0,carry_out/* withEnds */.JB)(told, { ...rolledOut, ends: [...ends, ...rolledOut.ends] });
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
async function findDeployment(subject, run) {
    const { service, site, state } = subject;
    const { pauseAction, serviceDeployments } = run.configuration;
    if (state.deploymentController !== 'ECS')
        return notPaused(service, OF_ANOTHER_CONTROLLER, 'user');
    try {
        const { ecs } = await run.aws(site);
        const [named] = serviceDeployments.filter(arn => (0,read_modes/* serviceOfDeployment */.YS)(arn) === service);
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
            startedAt: createdAt === undefined ? undefined : (0,run/* isoTimestamp */.yh)(createdAt),
            finishedAt: finishedAt === undefined ? undefined : (0,run/* isoTimestamp */.yh)(finishedAt)
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
            return isBack ? end('failed', rollback_end/* COMPLETED_FIRST */.He) : end('unchanged', `the deployment completed ${when}.`);
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
function otherDeployments({ serviceDeployments }, subjects) {
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

// EXTERNAL MODULE: ./lib/src/deploy/again/open-services.js + 1 modules
var open_services = __webpack_require__(29299);
// EXTERNAL MODULE: ./lib/src/report/rollouts/rollouts.js
var rollouts = __webpack_require__(94801);
;// CONCATENATED MODULE: ./lib/src/modes/continue.js



async function runContinue(configuration, ports) {
    const opened = await (0,open_services/* openServices */.N)(configuration, ports, { what: 'continued' });
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
