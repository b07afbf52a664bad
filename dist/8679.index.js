export const id = 8679;
export const ids = [8679];
export const modules = {

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


/***/ })

};
