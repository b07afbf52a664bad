export const id = 473;
export const ids = [473];
export const modules = {

/***/ 55473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runRollback: () => (/* binding */ runRollback)
});

// EXTERNAL MODULE: ./lib/src/deploy/again/open-services.js
var open_services = __webpack_require__(88601);
// EXTERNAL MODULE: ./lib/src/deploy/again/redeploy.js
var redeploy = __webpack_require__(61190);
// EXTERNAL MODULE: ./lib/src/arn.js
var src_arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/rollout/past-revisions.js
var past_revisions = __webpack_require__(93272);
// EXTERNAL MODULE: ./lib/src/rollout/rollback-targets.js
var rollback_targets = __webpack_require__(10884);
// EXTERNAL MODULE: ./lib/src/rollout/start-rollback.js
var start_rollback = __webpack_require__(72820);
// EXTERNAL MODULE: ./lib/src/deploy/carry-out/run.js
var carry_out_run = __webpack_require__(43917);
// EXTERNAL MODULE: ./lib/src/deploy/plan/plaintext.js
var plan_plaintext = __webpack_require__(77214);
;// CONCATENATED MODULE: ./lib/src/deploy/again/roll-back.js












async function findRollback(subject, named, run) {
    const { service, state } = subject;
    try {
        const busy = named === undefined ? (0,deployments/* deploymentInProgress */.ij)(state) : undefined;
        const completed = busy && (0,rollback_targets/* goodRevisionOf */.Kc)((0,carry_out_run/* withoutDeployment */.E5)(state, busy.id));
        const isBack = busy && completed !== undefined && (0,src_arn/* isBefore */.Y8)(busy.taskDefinition, completed);
        const followed = busy && {
            arn: busy.taskDefinition,
            how: 'a rollback to it is in progress, which is followed'
        };
        const given = named === undefined ? followed : { arn: named, how: 'named with the input "revision"' };
        const way = busy && !isBack ? await stopOf(subject, busy, run) : await chooseRevision(subject, given, run);
        return 'problem' in way ? { problem: { ...way.problem, service } } : way;
    }
    catch (error) {
        return { problem: { ...(0,explain/* refusalOf */.Of)(error), service } };
    }
}
async function stopOf(subject, busy, run) {
    const { site, state } = subject;
    const { ecs } = await run.aws(site);
    const back = await (0,start_rollback/* findRollbackInProgress */.ME)(ecs, state, run.ports.clock.now());
    const { from: left, to } = back ?? { from: busy, to: undefined };
    if (to && (0,src_arn/* isBefore */.Y8)(left.taskDefinition, to.taskDefinition)) {
        const said = `ECS is automatically rolling back to ${(0,src_arn/* lastPartOf */.RS)(to.taskDefinition)}, which you want to leave.`;
        const hint = 'Run again when that has ended, or name the revision with the input "revision".';
        return { problem: { ...noRollback(subject, said), fault: 'cloud', hint } };
    }
    const revision = to?.taskDefinition ?? (0,rollback_targets/* goodRevisionOf */.Kc)((0,carry_out_run/* withoutDeployment */.E5)(state, busy.id));
    if (revision === undefined) {
        const said = 'there is no revision to roll back to: no earlier deployment of the service was completed.';
        const hint = 'Name one with the input "revision", or deploy from the file.';
        return { problem: { ...noRollback(subject, said), hint } };
    }
    const how = back ? 'ECS is rolling back to it already' : 'it was completed before the one in progress';
    const { live, remarks } = await (0,open_services/* describeIfAllowed */.hU)(revision, site, run);
    const { id, taskDefinition, createdAt } = left;
    const deployment = { id, taskDefinition, hookIds: [], ...(0,present/* present */.E)({ createdAt }) };
    const action = {
        kind: 'stop',
        deployment,
        to: revision,
        ...(back ? { isInProgress: true } : {})
    };
    const stop = { ...subject, action, revision, live, previous: taskDefinition, previousPlaintext: [] };
    const plaintext = live === undefined ? [] : (0,plan_plaintext/* plaintextIn */.ZV)(live.definition, run.ports.mask);
    const told = { from: taskDefinition, to: revision, how, plaintext };
    return { stop, remarks: [...remarks, ...remarksOf(subject, told, run)] };
}
async function chooseRevision(subject, given, run) {
    const { site, state } = subject;
    const { ecs } = await run.aws(site);
    const family = (0,src_arn/* familyOf */.Ap)(state.taskDefinition);
    const wanted = given
        ?
            { ...given, arn: given.arn.replace(/^(?=\d+$)/, `${family}:`), past: [] }
        : await (0,rollback_targets/* findPreviousGood */.yl)(ecs, state, run.ports.clock.now());
    const { past } = wanted;
    const marked = (one) => ('arn' in wanted && one.arn === wanted.arn ? '→' : ' ');
    if (past.length > 0)
        run.ports.log.group(`Rollback targets of ${(0,outcome/* labelOf */.Wy)(subject)}`, past.map(one => `${marked(one)} ${(0,past_revisions/* describePast */.u0)(one)}`));
    if ('none' in wanted) {
        const several = wanted.several ? ` (${wanted.several.join(', ')})` : '';
        const look = `aws ecs list-task-definitions --family-prefix ${family} --sort DESC --region ${site.region}`;
        const said = noRollback(subject, `there is no revision to roll back to: ${wanted.none}.`);
        const hint = `Name one with the input "revision"${several}. To see what there is: ${look}`;
        return { problem: { ...said, fault: wanted.isUnread ? 'cloud' : 'user', hint } };
    }
    const hint = otherRevisions({ live: wanted, past });
    const found = await (0,redeploy/* activeRevision */.su)(wanted.arn, site, { aws: run.aws, hint });
    if ('live' in found)
        return chosen({ ...subject, live: found.live, past }, wanted, run);
    if (given)
        return found;
    const checked = await (0,rollback_targets/* checkTargets */.VJ)(ecs, past);
    const next = (0,rollback_targets/* nextTargetOf */.aY)(checked.past, wanted.arn);
    const live = next && (await ecs.describeTaskDefinition(next.arn));
    if (next && live?.status === 'ACTIVE')
        return chosen({ ...subject, live, past: checked.past }, { ...next, passedOver: wanted.arn }, run);
    const { unusable = 'gone' } = checked.past.find(one => one.arn === wanted.arn) ?? {};
    const none = 'No other revision on record can be used either: deploy from the file, which registers a new one.';
    return { problem: (0,redeploy/* inactiveRevision */.Nq)((0,src_arn/* lastPartOf */.RS)(wanted.arn), unusable, none) };
}
function chosen(again, { how, passedOver }, run) {
    const { state, live } = again;
    const plaintext = (0,plan_plaintext/* plaintextIn */.ZV)(live.definition, run.ports.mask);
    const told = { from: state.taskDefinition, to: live.arn, how, plaintext, ...(0,present/* present */.E)({ passedOver }) };
    return { again, remarks: remarksOf(again, told, run) };
}
function remarksOf(subject, about, { ports: { log } }) {
    const { how, plaintext, passedOver } = about;
    const [from, to] = [about.from, about.to].map(src_arn/* lastPartOf */.RS);
    const label = (0,outcome/* labelOf */.Wy)(subject);
    log.info(`[${label}] revision to roll back to: ${to}, ${how}`);
    const message = from === to
        ? `Service "${label}" is set to ${to} already: ${how}.`
        : `Rollback of service "${label}" from ${from} to ${to}: ${how}.`;
    const passed = `Service "${label}" goes back to ${to}, because ECS can no longer start ${(0,src_arn/* lastPartOf */.RS)(passedOver ?? '')}.`;
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
function noRollback(item, said) {
    const message = `Service "${(0,outcome/* labelOf */.Wy)(item)}": ${said}`;
    return { code: 'no-way-back', fault: 'user', service: item.service, message };
}
const OTHERS_NAMED = 5;
function otherRevisions({ live, past }) {
    const others = past.filter(({ arn, state, unusable }) => state === 'good' && arn !== live.arn && !unusable);
    const names = others.slice(0, OTHERS_NAMED).map(({ arn }) => (0,src_arn/* lastPartOf */.RS)(arn));
    return `Name another revision with the input "revision"${names.length === 0 ? '' : ` (${names.join(', ')})`}, or deploy from the file.`;
}

// EXTERNAL MODULE: ./lib/src/deploy/plan/moved-images.js
var moved_images = __webpack_require__(17185);
// EXTERNAL MODULE: ./lib/src/deploy/target.js
var target = __webpack_require__(54208);
// EXTERNAL MODULE: ./lib/src/report/plan/plan.js
var plan_plan = __webpack_require__(36343);
// EXTERNAL MODULE: ./lib/src/report/rollouts/rollouts.js
var rollouts = __webpack_require__(94801);
;// CONCATENATED MODULE: ./lib/src/modes/rollback.js








async function runRollback(given, ports) {
    const { runTask: _, ...configuration } = given;
    const opened = await (0,open_services/* openServices */.Ns)(configuration, ports, { what: 'rolled back' });
    if ('ended' in opened)
        return opened.ended;
    const { subjects, report, run } = opened;
    const finished = await rollBack(subjects, report, run);
    for (const line of (0,rollouts/* resultsToText */.px)(finished))
        ports.log.info(line);
    return finished;
}
async function rollBack(subjects, report, run) {
    const { revision, dryRun } = run.configuration;
    const stopped = (own) => dryRun ? { ...own, mode: 'plan' } : (0,target/* withNotStarted */.Tq)(own, run.services);
    const ways = await Promise.all(subjects.map(subject => findRollback(subject, revision, run)));
    const problems = [
        ...report.problems,
        ...ways.flatMap(way => ('problem' in way ? withOthers(way.problem, subjects.length) : []))
    ];
    if (problems.length > 0)
        return stopped({ ...report, problems });
    const remarks = [...report.remarks, ...ways.flatMap(way => ('remarks' in way ? way.remarks : []))];
    const again = ways.flatMap(way => ('again' in way ? [way.again] : []));
    const missing = await (0,redeploy/* findMissingParts */.QV)(again, otherRevisions, run);
    const checked = { ...report, remarks: [...remarks, ...missing.remarks], problems: missing.problems };
    if (!dryRun && missing.problems.length > 0)
        return stopped(checked);
    const decided = await (0,redeploy/* planAgain */.Gj)(again, checked, run);
    if (!decided.plan)
        return stopped(decided.report);
    const open = (0,open_services/* planOpen */.SR)(ways.flatMap(way => ('stop' in way ? [way.stop] : [])));
    const plan = {
        definitions: [...decided.plan.definitions, ...open.definitions],
        services: [...decided.plan.services, ...open.services]
    };
    const kept = (0,moved_images/* remarksOfKeptTags */.S)(plan);
    for (const { message } of kept)
        run.ports.log.warning(message);
    const planned = { ...decided.report, plan, remarks: [...decided.report.remarks, ...kept] };
    if (!dryRun)
        return (0,redeploy/* rollOutAgain */.iL)({ plan, report: planned }, run);
    run.ports.log.group('Plan (nothing was changed)', (0,plan_plan/* planToText */.GO)(plan));
    return { ...planned, mode: 'plan', services: run.services.map(outcome/* keyOf */.TN) };
}
function withOthers(problem, count) {
    const others = 'Nothing was rolled back; select the others alone with the input "service".';
    return count < 2 ? problem : { ...problem, hint: [others, problem.hint ?? ''].join(' ').trim() };
}


/***/ })

};
