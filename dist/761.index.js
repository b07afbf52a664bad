export const id = 761;
export const ids = [761];
export const modules = {

/***/ 46354:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EV: () => (/* binding */ stopOf),
/* harmony export */   F2: () => (/* binding */ otherRevisions),
/* harmony export */   a5: () => (/* binding */ findRollback)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87433);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63395);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(35909);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52708);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(41128);
/* harmony import */ var _rollout_past_revisions_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7437);
/* harmony import */ var _rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(62833);
/* harmony import */ var _rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3817);
/* harmony import */ var _carry_out_run_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16656);
/* harmony import */ var _plan_plaintext_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(21853);
/* harmony import */ var _open_services_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(68920);
/* harmony import */ var _redeploy_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(56637);












async function findRollback(subject, named, run) {
    const { service, state } = subject;
    try {
        const busy = named === undefined ? (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentInProgress */ .ij)(state) : undefined;
        const completed = busy && (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__/* .goodRevisionOf */ .Kc)((0,_carry_out_run_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutDeployment */ .E5)(state, busy.id));
        const isBack = busy && completed !== undefined && (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .isBefore */ .Y8)(busy.taskDefinition, completed);
        const followed = busy && {
            arn: busy.taskDefinition,
            how: 'a rollback to it is in progress, which is followed'
        };
        const given = named === undefined ? followed : { arn: named, how: 'named with the input "revision"' };
        const way = busy && !isBack ? await stopOf(subject, busy, run) : await chooseRevision(subject, given, run);
        if ('problem' in way)
            return { problem: { ...way.problem, service } };
        const isSame = 'stop' in way && way.stop.revision === way.stop.previous;
        if (!isSame || (await (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__/* .isRestart */ .Kq)((await run.aws(subject.site)).ecs, state, run.ports.clock.now())))
            return way;
        return unknownLeft(subject, way.stop.revision);
    }
    catch (error) {
        return { problem: { ...(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .refusalOf */ .Of)(error), service } };
    }
}
async function stopOf(subject, busy, run) {
    const { site, state } = subject;
    const { ecs } = await run.aws(site);
    const back = await (0,_rollout_start_rollback_js__WEBPACK_IMPORTED_MODULE_5__/* .findRollbackInProgress */ .ME)(ecs, state, run.ports.clock.now());
    const { from: left, to } = back ?? { from: busy, to: undefined };
    if (to && (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .isBefore */ .Y8)(left.taskDefinition, to.taskDefinition)) {
        const said = `ECS is automatically rolling back to ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(to.taskDefinition)}, which you want to leave.`;
        const hint = 'Run again when that has ended, or name the revision with the input "revision".';
        return { problem: { ...noRollback(subject, said), fault: 'cloud', hint } };
    }
    const revision = to?.taskDefinition ?? (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__/* .goodRevisionOf */ .Kc)((0,_carry_out_run_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutDeployment */ .E5)(state, busy.id));
    if (revision === undefined) {
        const said = 'there is no revision to roll back to: no earlier deployment of the service was completed.';
        const hint = 'Name one with the input "revision", or deploy from the file.';
        return { problem: { ...noRollback(subject, said), hint } };
    }
    const how = back ? 'ECS is rolling back to it already' : 'it was completed before the one in progress';
    const { live, remarks } = await (0,_open_services_js__WEBPACK_IMPORTED_MODULE_6__/* .describeIfAllowed */ .hU)(revision, site, run);
    const { id, taskDefinition, createdAt } = left;
    const deployment = { id, taskDefinition, hookIds: [], ...(0,_present_js__WEBPACK_IMPORTED_MODULE_7__/* .present */ .E)({ createdAt }) };
    const action = {
        kind: 'stop',
        deployment,
        to: revision,
        ...(back ? { isInProgress: true } : {})
    };
    const stop = { ...subject, action, revision, live, previous: taskDefinition, previousPlaintext: [] };
    const plaintext = live === undefined ? [] : (0,_plan_plaintext_js__WEBPACK_IMPORTED_MODULE_8__/* .plaintextIn */ .ZV)(live.definition, run.ports.mask);
    const told = { from: taskDefinition, to: revision, how, plaintext };
    return { stop, remarks: [...remarks, ...remarksOf(subject, told, run)] };
}
async function chooseRevision(subject, given, run) {
    const { site, state } = subject;
    const { ecs } = await run.aws(site);
    const family = (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .familyOf */ .Ap)(state.taskDefinition);
    const wanted = given
        ?
            { ...given, arn: given.arn.replace(/^(?=\d+$)/, `${family}:`), past: [] }
        : await (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__/* .findPreviousGood */ .yl)(ecs, state, run.ports.clock.now());
    const { past } = wanted;
    const marked = (one) => ('arn' in wanted && one.arn === wanted.arn ? '→' : ' ');
    if (past.length > 0)
        run.ports.log.group(`Rollback targets of ${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_9__/* .labelOf */ .Wy)(subject)}`, past.map(one => `${marked(one)} ${(0,_rollout_past_revisions_js__WEBPACK_IMPORTED_MODULE_10__/* .describePast */ .u0)(one)}`));
    if ('none' in wanted) {
        const several = wanted.several ? ` (${wanted.several.join(', ')})` : '';
        const look = `aws ecs list-task-definitions --family-prefix ${family} --sort DESC --region ${site.region}`;
        const said = noRollback(subject, `there is no revision to roll back to: ${wanted.none}.`);
        const hint = `Name one with the input "revision"${several}. To see what there is: ${look}`;
        return { problem: { ...said, fault: wanted.isUnread ? 'cloud' : 'user', hint } };
    }
    const hint = otherRevisions({ live: wanted, past });
    const found = await (0,_redeploy_js__WEBPACK_IMPORTED_MODULE_11__/* .activeRevision */ .su)(wanted.arn, site, { aws: run.aws, hint });
    if ('live' in found)
        return chosen({ ...subject, live: found.live, past }, wanted, run);
    if (given)
        return found;
    const checked = await (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__/* .checkTargets */ .VJ)(ecs, past);
    const next = (0,_rollout_rollback_targets_js__WEBPACK_IMPORTED_MODULE_1__/* .nextTargetOf */ .aY)(checked.past, wanted.arn);
    const live = next && (await ecs.describeTaskDefinition(next.arn));
    if (next && live?.status === 'ACTIVE')
        return chosen({ ...subject, live, past: checked.past }, { ...next, passedOver: wanted.arn }, run);
    const { unusable = 'gone' } = checked.past.find(one => one.arn === wanted.arn) ?? {};
    const none = 'No other revision on record can be used either: deploy from the file, which registers a new one.';
    return { problem: (0,_redeploy_js__WEBPACK_IMPORTED_MODULE_11__/* .inactiveRevision */ .Nq)((0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(wanted.arn), unusable, none) };
}
function chosen(again, { how, passedOver }, run) {
    const { state, live } = again;
    const plaintext = (0,_plan_plaintext_js__WEBPACK_IMPORTED_MODULE_8__/* .plaintextIn */ .ZV)(live.definition, run.ports.mask);
    const told = { from: state.taskDefinition, to: live.arn, how, plaintext, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_7__/* .present */ .E)({ passedOver }) };
    return { again, remarks: remarksOf(again, told, run) };
}
function remarksOf(subject, about, { ports: { log } }) {
    const { how, plaintext, passedOver } = about;
    const [from, to] = [about.from, about.to].map(_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS);
    const label = (0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_9__/* .labelOf */ .Wy)(subject);
    log.info(`[${label}] revision to roll back to: ${to}, ${how}`);
    const message = from === to
        ? `Service "${label}" is set to ${to} already: ${how}.`
        : `Rollback of service "${label}" from ${from} to ${to}: ${how}.`;
    const passed = `Service "${label}" goes back to ${to}, because ECS can no longer start ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(passedOver ?? '')}.`;
    const held = `${to}, to which service "${label}" is rolled back, holds plaintext credentials (${plaintext.join(', ')}). Deploy a revision without plaintext as soon as possible, and rotate the credentials.`;
    if (plaintext.length > 0)
        log.warning(held);
    return [
        { message },
        ...(passedOver === undefined
            ? []
            : [{ message: passed, isWarning: true, verdict: `Warning: ${passed}` }]),
        ...(plaintext.length === 0 ? [] : [{ message: held }])
    ];
}
function unknownLeft(subject, revision) {
    const same = (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(revision);
    const said = `the deployment in progress is of ${same}, and so is what ran before: it is not known which revision is to be left.`;
    const hint = `Name the revision to run with the input "revision" (${same}, if it is to stay).`;
    return { problem: { ...noRollback(subject, said), hint } };
}
function noRollback(item, said) {
    const message = `Service "${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_9__/* .labelOf */ .Wy)(item)}": ${said}`;
    return { code: 'no-way-back', fault: 'user', service: item.service, message };
}
const OTHERS_NAMED = 5;
function otherRevisions({ live, past }) {
    const others = past.filter(({ arn, state, unusable }) => state === 'good' && arn !== live.arn && !unusable);
    const names = others.slice(0, OTHERS_NAMED).map(({ arn }) => (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(arn));
    return `Name another revision with the input "revision"${names.length === 0 ? '' : ` (${names.join(', ')})`}, or deploy from the file.`;
}


/***/ }),

/***/ 54761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runRollback: () => (/* binding */ runRollback)
/* harmony export */ });
/* harmony import */ var _deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68920);
/* harmony import */ var _deploy_again_redeploy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56637);
/* harmony import */ var _deploy_again_roll_back_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46354);
/* harmony import */ var _deploy_plan_moved_images_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(67316);
/* harmony import */ var _deploy_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37679);
/* harmony import */ var _report_plan_plan_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(95310);
/* harmony import */ var _report_rollouts_rollouts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5632);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(41128);








async function runRollback(given, ports) {
    const { runTask: _, ...configuration } = given;
    const opened = await (0,_deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__/* .openServices */ .Ns)(configuration, ports, { what: 'rolled back' });
    if ('ended' in opened)
        return opened.ended;
    const { subjects, report, run } = opened;
    const finished = await rollBack(subjects, report, run);
    for (const line of (0,_report_rollouts_rollouts_js__WEBPACK_IMPORTED_MODULE_1__/* .resultsToText */ .px)(finished))
        ports.log.info(line);
    return finished;
}
async function rollBack(subjects, report, run) {
    const { revision, dryRun } = run.configuration;
    const stopped = (own) => dryRun ? { ...own, mode: 'plan' } : (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_2__/* .withNotStarted */ .Tq)(own, run.services);
    const ways = await Promise.all(subjects.map(subject => (0,_deploy_again_roll_back_js__WEBPACK_IMPORTED_MODULE_3__/* .findRollback */ .a5)(subject, revision, run)));
    const problems = [
        ...report.problems,
        ...ways.flatMap(way => ('problem' in way ? withOthers(way.problem, subjects.length) : []))
    ];
    if (problems.length > 0)
        return stopped({ ...report, problems });
    const remarks = [...report.remarks, ...ways.flatMap(way => ('remarks' in way ? way.remarks : []))];
    const again = ways.flatMap(way => ('again' in way ? [way.again] : []));
    const missing = await (0,_deploy_again_redeploy_js__WEBPACK_IMPORTED_MODULE_4__/* .findMissingParts */ .QV)(again, _deploy_again_roll_back_js__WEBPACK_IMPORTED_MODULE_3__/* .otherRevisions */ .F2, run);
    const checked = { ...report, remarks: [...remarks, ...missing.remarks], problems: missing.problems };
    if (!dryRun && missing.problems.length > 0)
        return stopped(checked);
    const decided = await (0,_deploy_again_redeploy_js__WEBPACK_IMPORTED_MODULE_4__/* .planAgain */ .Gj)(again, checked, run);
    if (!decided.plan)
        return stopped(decided.report);
    const open = (0,_deploy_again_open_services_js__WEBPACK_IMPORTED_MODULE_0__/* .planOpen */ .SR)(ways.flatMap(way => ('stop' in way ? [way.stop] : [])));
    const plan = {
        definitions: [...decided.plan.definitions, ...open.definitions],
        services: [...decided.plan.services, ...open.services]
    };
    const kept = (0,_deploy_plan_moved_images_js__WEBPACK_IMPORTED_MODULE_5__/* .remarksOfKeptTags */ .S)(plan);
    for (const { message } of kept)
        run.ports.log.warning(message);
    const planned = { ...decided.report, plan, remarks: [...decided.report.remarks, ...kept] };
    if (!dryRun)
        return (0,_deploy_again_redeploy_js__WEBPACK_IMPORTED_MODULE_4__/* .rollOutAgain */ .iL)({ plan, report: planned }, run);
    run.ports.log.group('Plan (nothing was changed)', (0,_report_plan_plan_js__WEBPACK_IMPORTED_MODULE_6__/* .planToText */ .GO)(plan));
    return { ...planned, mode: 'plan', services: run.services.map(_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_7__/* .keyOf */ .TN) };
}
function withOthers(problem, count) {
    const others = 'Nothing was rolled back; select the others alone with the input "service".';
    return count < 2 ? problem : { ...problem, hint: [others, problem.hint ?? ''].join(' ').trim() };
}


/***/ })

};
