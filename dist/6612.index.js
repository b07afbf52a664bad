export const id = 6612;
export const ids = [6612];
export const modules = {

/***/ 16612:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LS: () => (/* binding */ chosenServices),
/* harmony export */   chosenTasks: () => (/* binding */ chosenTasks),
/* harmony export */   entriesForDropIn: () => (/* binding */ entriesForDropIn),
/* harmony export */   findEntries: () => (/* binding */ findEntries),
/* harmony export */   finderIn: () => (/* binding */ finderIn),
/* harmony export */   keyOfNamed: () => (/* binding */ keyOfNamed),
/* harmony export */   m5: () => (/* binding */ tasksBefore),
/* harmony export */   r3: () => (/* binding */ listsFiles),
/* harmony export */   tiedToEntries: () => (/* binding */ tiedToEntries)
/* harmony export */ });
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27779);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);
/* harmony import */ var _workspace_find_find_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81033);



function listsFiles({ services, tasks }) {
    return [...services, ...tasks].some(({ base }) => base !== undefined);
}
function chosenServices({ services: selection }, { services, tasks, absent }) {
    if (!Array.isArray(selection))
        return { services, problems: [] };
    const names = selection;
    const known = [...services, ...tasks.filter(isScheduled)].map(({ key }) => key);
    return {
        services: services.filter(({ key }) => names.includes(key)),
        problems: names
            .filter(name => !known.includes(name) && !absent?.has(name))
            .map(name => unknownKey(name, services))
    };
}
function isScheduled({ task }) {
    return task.schedules === true;
}
const WORDS = ['all', 'changed'];
function unknownKey(name, services) {
    const known = services.map(({ key }) => key);
    const same = services.filter(one => one.name === name).map(({ key }) => `"${key}"`);
    const meant = same.length > 0 ? ` Its key is ${same.join(' or ')}.` : (0,_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .didYouMean */ .au)(name, [...known, ...WORDS]);
    return {
        code: 'unknown-service',
        fault: 'user',
        service: name,
        message: `Input "service" names "${name}", which the configuration file does not have.${meant}`,
        hint: `Services: ${known.join(', ')}.`
    };
}
function chosenTasks(services, { tasks }, selection) {
    return tasks.filter(one => {
        const { key, task } = one;
        const isFor = services.some(service => task.for.includes(service.key));
        const runsBefore = task.run === 'before' && (task.for.length === 0 ? services.length > 0 : isFor);
        if (!isScheduled(one))
            return runsBefore;
        const isNamed = Array.isArray(selection) && selection.includes(key);
        return runsBefore || isFor || isNamed || (task.for.length === 0 && !Array.isArray(selection));
    });
}
function tasksBefore(key, { tasks }) {
    return tasks.filter(({ task }) => task.run === 'before' && (task.for.length === 0 || task.for.includes(key)));
}
function finderIn(workspace) {
    return (path, label) => (0,_workspace_find_find_js__WEBPACK_IMPORTED_MODULE_1__/* .findNamedFile */ .$D)(workspace, path, label);
}
function findEntries(entries, find) {
    const problems = [];
    const files = entries.flatMap((entry) => {
        const { base, key } = entry;
        const service = entry.kind === 'service' ? key : undefined;
        if (base === undefined) {
            problems.push(withoutFile(entry));
            return [];
        }
        if (base.kind === 'live')
            return [];
        const found = find(base.path, `"task-definition" of "${key}"`);
        if ('problem' in found) {
            problems.push({ ...found.problem, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place: base.place, service }) });
            return [];
        }
        return [{ file: found.file, entry, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ service }) }];
    });
    return { files, problems };
}
function withoutFile({ key, kind, written }) {
    return {
        code: 'missing-input',
        fault: 'user',
        message: `The configuration file does not say from which task definition "${key}" is ${kind === 'task' ? 'run' : 'deployed'}.`,
        hint: 'Write task-definition: PATH in its entry or in "defaults", or name the file in the input "task-definition".',
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place: written })
    };
}
function tiedToEntries(files, workspace, resolved) {
    const problems = [];
    const fileOf = ({ base }) => {
        const written = base?.kind === 'file' ? (0,_workspace_find_find_js__WEBPACK_IMPORTED_MODULE_1__/* .findNamedFile */ .$D)(workspace, base.path, '') : undefined;
        return written && 'file' in written ? written.file : undefined;
    };
    const isList = listsFiles(resolved);
    const found = files.flatMap((one) => {
        if (one.service === undefined) {
            const owners = resolved.services.filter(entry => fileOf(entry) === one.file);
            if (isList && owners.length === 0)
                problems.push(notListed(one.file, resolved));
            return owners.length === 0 ? [one] : owners.map(entry => ({ ...one, service: entry.key, entry }));
        }
        const entry = resolved.services.find(({ key }) => key === one.service);
        if (entry === undefined) {
            if (isList)
                problems.push(notListed(one.file, resolved));
            return [one];
        }
        if (entry.base !== undefined && fileOf(entry) !== one.file)
            problems.push(contradiction(one.file, entry));
        return [{ ...one, entry }];
    });
    return { files: found, problems };
}
function keyOfNamed(name, { services }) {
    const same = services.filter(one => one.name === name);
    return same.length === 1 && same[0] ? same[0].key : name;
}
function entriesForDropIn(files, workspace, resolved) {
    const ownersOf = (file) => resolved.services.filter(({ base }) => {
        const written = base?.kind === 'file' ? (0,_workspace_find_find_js__WEBPACK_IMPORTED_MODULE_1__/* .findNamedFile */ .$D)(workspace, base.path, '') : undefined;
        return written !== undefined && 'file' in written && written.file === file;
    });
    const problems = [];
    const found = files.map((one) => {
        if (one.service === undefined) {
            const [entry, ...more] = ownersOf(one.file);
            if (entry && more.length > 0)
                problems.push(ownersUnclear(one.file, [entry, ...more]));
            return { ...one, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ entry }) };
        }
        const key = keyOfNamed(one.service, resolved);
        const entry = resolved.services.find(service => service.key === key);
        if (entry === undefined)
            return one;
        return { ...one, service: key, entry };
    });
    return { files: found, problems };
}
function ownersUnclear(file, owners) {
    const [first] = owners;
    const names = owners.map(({ key }) => key).join(', ');
    return {
        code: 'service-ambiguous',
        fault: 'user',
        message: `${file} is the task definition of several services in the configuration file (${names}), and none is named.`,
        hint: `Name the one whose settings apply in the input "service", for example service: ${first?.name ?? ''}.`
    };
}
function notListed(file, { services }) {
    return {
        code: 'place-contradiction',
        fault: 'user',
        message: `Input "task-definition" names ${file}, which is the task definition of no service in the configuration file.`,
        hint: `Leave the input out: the configuration file says what is deployed (${services.map(({ key }) => key).join(', ')}).`
    };
}
function contradiction(file, { key, base }) {
    const place = base?.place;
    const where = place ? ` (${place.file}:${place.line})` : '';
    const written = base?.kind === 'file' ? base.path : 'live';
    return {
        code: 'place-contradiction',
        fault: 'user',
        service: key,
        message: `Input "task-definition" names ${file} for "${key}", but the configuration file says ${written}${where}.`,
        hint: 'Leave the input out, or correct the file.',
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place })
    };
}


/***/ })

};
