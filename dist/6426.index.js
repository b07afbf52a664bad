export const id = 6426;
export const ids = [6426];
export const modules = {

/***/ 16426:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   confirmEnd: () => (/* binding */ confirmEnd),
/* harmony export */   confirmSettings: () => (/* binding */ confirmSettings)
/* harmony export */ });
/* harmony import */ var _diagnosis_recent_events_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3876);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97387);
/* harmony import */ var _keeps_stopping_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(76907);
/* harmony import */ var _rollout_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41675);
/* harmony import */ var _unchanged_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4139);






async function confirmEnd(end, service, { run, deadline }) {
    const patience = Math.min((0,_unchanged_js__WEBPACK_IMPORTED_MODULE_0__/* .patienceFor */ .RI)(run), deadline - run.ports.clock.now());
    const state = patience < _unchanged_js__WEBPACK_IMPORTED_MODULE_0__/* .LOOK_MS */ .bK ? undefined : await (0,_unchanged_js__WEBPACK_IMPORTED_MODULE_0__/* .lookAgain */ .IK)(service, run);
    if (state === undefined || (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_1__/* .primaryOf */ .Os)(state)?.id !== end.target.deploymentId)
        return end;
    const isNew = service.action.kind === 'scale' ? undefined : true;
    const seen = await looked(end.reason, { ...service, before: state }, { run, patience, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ isNew }) });
    if (seen === undefined)
        return end;
    const { outcome, reason, samples = [] } = seen;
    if (outcome === undefined)
        return { ...end, reason, isWarning: true };
    const at = run.ports.clock.now();
    const { isWarning: _, ...known } = end;
    return {
        ...known,
        ...{ outcome, reason, finishedAt: at },
        milestones: [...end.milestones, { at, what: 'failing', text: 'tasks keep stopping' }],
        samples: [...(end.samples ?? []), ...samples]
    };
}
async function confirmSettings(end, service, { run, state }) {
    const about = { run, patience: (0,_unchanged_js__WEBPACK_IMPORTED_MODULE_0__/* .patienceFor */ .RI)(run) };
    const seen = await looked(end.result.reason, { ...service, before: state }, about);
    if (seen === undefined)
        return end;
    const { outcome, reason, samples } = seen;
    if (outcome === undefined)
        return { ...end, result: { ...end.result, reason }, warning: reason };
    const finishedAt = (0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_3__/* .isoTimestamp */ .yh)(run.ports.clock.now());
    return { ...end, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ samples }), result: { ...end.result, outcome, reason, finishedAt } };
}
async function looked(reason, service, { run, patience, isNew }) {
    const { before: state } = service;
    const { clock } = run.ports;
    if (state.desiredCount === 0 || state.status !== 'ACTIVE')
        return undefined;
    if (!isNew && !(0,_diagnosis_recent_events_js__WEBPACK_IMPORTED_MODULE_4__/* .hasSigns */ .Li)(state, (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_1__/* .primaryOf */ .Os)(state)?.id, clock.now()))
        return undefined;
    const look = () => (0,_unchanged_js__WEBPACK_IMPORTED_MODULE_0__/* .lookAgain */ .IK)(service, run);
    const lead = isNew ? 'The deployment completed' : reason.replace(/\.$/, '');
    const seen = await (0,_keeps_stopping_js__WEBPACK_IMPORTED_MODULE_5__.keepsStopping)(service, run, {
        look,
        patience,
        pause: _unchanged_js__WEBPACK_IMPORTED_MODULE_0__/* .LOOK_MS */ .bK,
        lead,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ isNew })
    });
    if ('result' in seen) {
        const { outcome, reason: why } = seen.result;
        return outcome === 'failed'
            ? { ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ samples: seen.samples }), outcome, reason: why }
            : { reason: why };
    }
    if (seen.stopped === '')
        return undefined;
    if (isNew)
        return seen.isUnread ? { reason: `${reason} But ${seen.stopped}.` } : undefined;
    return { reason: `${lead}, but ${seen.stopped}.` };
}


/***/ })

};
