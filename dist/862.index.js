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
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/inputs/read-modes.js
var read_modes = __webpack_require__(19174);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
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
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/open-deployment.js
var open_deployment = __webpack_require__(60040);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/run.js
var carry_out_run = __webpack_require__(43917);
// EXTERNAL MODULE: ./lib/src/deploy/plan/plaintext.js
var plan_plaintext = __webpack_require__(77214);
// EXTERNAL MODULE: ./lib/src/deploy/again/open-services.js
var open_services = __webpack_require__(88601);
;// CONCATENATED MODULE: ./lib/src/deploy/again/continue-paused.js













async function findPaused(subject, run) {
    const { service, site, state } = subject;
    const { pauseAction, serviceDeployments } = run.configuration;
    if (state.deploymentController !== 'ECS')
        return notPaused(service, 'its deployments are not made by ECS itself, and only those have pauses', 'user');
    try {
        const { ecs } = await run.aws(site);
        const [named] = serviceDeployments.filter(arn => (0,read_modes/* serviceOfDeployment */.YS)(arn) === service);
        const arn = named ?? (await findNewest(subject, ecs, run));
        if (arn === undefined)
            return notPaused(service, 'nothing is paused, and ECS lists no record of a deployment', 'cloud');
        const [record] = await ecs.describeServiceDeployments([arn]);
        if (!record)
            return notPaused(service, 'there is no such service deployment of it in ECS', 'user');
        if (!isOpen(record))
            return { end: endOf(record, subject, run) };
        const isBack = pauseAction === 'rollback';
        const isInProgress = record.status.startsWith('ROLLBACK_');
        if (isBack && !isInProgress && record.pauses.length === 0)
            return notPaused(service, 'its deployment is in progress, but not paused', 'cloud');
        return await planned(subject, record, run);
    }
    catch (error) {
        return { problem: { ...(0,explain/* refusalOf */.Of)(error), service } };
    }
}
async function planned(subject, record, run) {
    const { site, state } = subject;
    const { stage, hookIds = [] } = (0,progress/* pauseResultOf */.Jo)(record) ?? {};
    const id = deploymentIdOf(record);
    const taskDefinition = (0,deployments/* deploymentOf */.PE)(state, id)?.taskDefinition ?? state.taskDefinition;
    const deployment = {
        ...{ id, arn: record.arn, taskDefinition, hookIds },
        ...(0,present/* present */.E)({ stage, createdAt: record.createdAt })
    };
    const before = (0,rollback_targets/* goodRevisionOf */.Kc)((0,carry_out_run/* withoutDeployment */.E5)(state, id)) ?? '';
    const good = await (0,open_services/* describeIfAllowed */.hU)(before, site, run);
    const plaintext = good.live === undefined ? [] : (0,plan_plaintext/* plaintextIn */.ZV)(good.live.definition, run.ports.mask);
    if (run.configuration.pauseAction === 'rollback') {
        const isInProgress = record.status.startsWith('ROLLBACK_') || undefined;
        const action = { kind: 'stop', deployment, to: before, ...(0,present/* present */.E)({ isInProgress }) };
        const held = `${(0,arn/* lastPartOf */.RS)(before)}, to which service "${subject.service}" is rolled back, holds plaintext credentials (${plaintext.join(', ')}).`;
        const open = { ...subject, action, revision: before, live: good.live, previous: taskDefinition };
        const remarks = plaintext.length === 0 ? good.remarks : [...good.remarks, { message: held }];
        return { open: { ...open, previousPlaintext: [] }, remarks };
    }
    const own = await (0,open_services/* describeIfAllowed */.hU)(taskDefinition, site, run);
    const action = { kind: 'continue', deployment };
    const open = { ...subject, action, revision: taskDefinition, live: own.live, previous: before };
    return { open: { ...open, previousPlaintext: plaintext }, remarks: [...own.remarks, ...good.remarks] };
}
function notPaused(service, what, fault) {
    return {
        problem: {
            ...{ code: 'nothing-paused', fault, service, message: `Service "${service}": ${what}.` },
            hint: 'Mode continue is for deployments of ECS itself, which keeps their records for 90 days. Mode rollback rolls back what is in progress, at any stage.'
        }
    };
}
const LOOK_AGAIN_MS = [0, 2_000, 5_000];
async function findNewest({ state }, ecs, { ports: { clock, signal } }) {
    const busy = (0,deployments/* deploymentInProgress */.ij)(state);
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
    return `ecs-svc/${(0,arn/* lastPartOf */.RS)(targetRevisionArn)}`;
}
function endOf(record, { service, key, site, state }, { configuration }) {
    const { cluster, region } = site;
    const { finishedAt, createdAt, statusReason } = record;
    const isBack = configuration.pauseAction === 'rollback';
    const isReplaced = (0,deployments/* primaryOf */.Os)(state)?.id !== deploymentIdOf(record);
    const [outcome, what] = {
        SUCCESSFUL: isBack ? ['failed', ''] : ['unchanged', 'completed'],
        ROLLBACK_SUCCESSFUL: [isBack ? 'unchanged' : 'rolled-back', 'was rolled back'],
        STOPPED: [isReplaced ? 'superseded' : 'failed', 'was stopped']
    }[record.status] ?? ['failed', 'and its rollback failed'];
    const when = finishedAt === undefined ? '' : ` at ${(0,progress/* minuteOf */.iA)(finishedAt)}`;
    const why = statusReason === undefined ? '' : ` ${statusReason}`;
    const reason = what === '' ? open_deployment/* COMPLETED_FIRST */.He : `the deployment ${what}${when}, before this run.${why}`;
    return {
        result: {
            ...{ service, cluster, region, ...(0,present/* present */.E)({ key }), taskDefinitionArn: state.taskDefinition },
            ...{ deploymentId: deploymentIdOf(record), serviceDeploymentArn: record.arn },
            ...(0,present/* present */.E)({
                startedAt: createdAt === undefined ? undefined : (0,carry_out_run/* isoTimestamp */.yh)(createdAt),
                finishedAt: finishedAt === undefined ? undefined : (0,carry_out_run/* isoTimestamp */.yh)(finishedAt)
            }),
            ...{ outcome, reason: `Nothing is paused: ${reason}` }
        },
        milestones: []
    };
}
function otherDeployments({ serviceDeployments }, subjects) {
    const wanted = subjects.map(({ service, site, state }) => `${site.region}:${(0,arn/* lastPartOf */.RS)(state.clusterArn)}/${service}`);
    const named = serviceDeployments.map(arn => {
        const [, , , region, , resource = ''] = arn.split(':');
        return `${region}:${resource.split('/').slice(1, 3).join('/')}`;
    });
    const [all, given] = [wanted, named].map(places => places.toSorted().join(', '));
    if (named.length === 0 || all === given)
        return [];
    return [
        {
            code: 'other-deployment',
            fault: 'user',
            message: `Input "service-deployment" has deployments of ${given}, but the services of this run are ${all}.`,
            hint: 'Give each service of the run its one service deployment, or leave service-deployment out.'
        }
    ];
}

// EXTERNAL MODULE: ./lib/src/deploy/again/redeploy.js
var redeploy = __webpack_require__(61190);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(54208);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan_plan = __webpack_require__(36343);
// EXTERNAL MODULE: ./lib/src/report/rollouts/rollouts.js
var rollouts = __webpack_require__(94801);
;// CONCATENATED MODULE: ./lib/src/modes/continue.js






async function runContinue(configuration, ports) {
    const opened = await (0,open_services/* openServices */.Ns)(configuration, ports, { what: 'continued' });
    if ('ended' in opened)
        return opened.ended;
    const { subjects, report, run } = opened;
    const plannedAt = ports.clock.now();
    const early = [...report.problems, ...otherDeployments(configuration, subjects)];
    const found = early.length > 0 ? [] : await Promise.all(subjects.map(subject => findPaused(subject, run)));
    const problems = [...early, ...found.flatMap(one => ('problem' in one ? [one.problem] : []))];
    if (problems.length > 0)
        return (0,target/* withNotStarted */.Tq)({ ...report, problems }, run.services);
    const plan = (0,open_services/* planOpen */.SR)(found.flatMap(one => ('open' in one ? [one.open] : [])));
    const remarks = [...report.remarks, ...found.flatMap(one => ('open' in one ? one.remarks : []))];
    if (plan.services.length > 0)
        ports.log.group('Plan', (0,plan_plan/* planToText */.GO)(plan));
    const ends = found.flatMap(one => ('end' in one ? [one.end] : []));
    const finished = await (0,redeploy/* rollOutAgain */.iL)({ plan, report: { ...report, plan, remarks } }, run, {
        ends,
        plannedAt
    });
    for (const line of (0,rollouts/* resultsToText */.px)(finished))
        ports.log.info(line);
    return finished;
}


/***/ })

};
