export const id = 9039;
export const ids = [9039];
export const modules = {

/***/ 59039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ configurationValues),
/* harmony export */   oncePerPlace: () => (/* binding */ oncePerPlace)
/* harmony export */ });
function configurationValues({ document, place, ...layout }) {
    const containers = levelsOf(layout).flatMap(level => containerOf(level));
    const [first] = containers;
    if (first === undefined)
        return [];
    const root = objectAt(first, [
        memberAt(first, 'containerDefinitions', { kind: 'array', items: containers, origin: first.origin })
    ]);
    return [{ document: { ...document, format: 'yaml', root }, place }];
}
function oncePerPlace(findings, file) {
    const seen = new Set();
    const once = findings.filter(finding => {
        if (finding.file !== file || finding.pointer === '')
            return true;
        const isNew = !seen.has(finding.pointer);
        seen.add(finding.pointer);
        return isNew;
    });
    return once.map(finding => (finding.file === file ? inKeysOfTheFile(finding) : finding));
}
function inKeysOfTheFile(finding) {
    const { pointer, name, message, hint } = finding;
    const [, path = ''] = /^\/(.+)\/variables\/[^/]+$/.exec(pointer) ?? [];
    if (path === '')
        return finding;
    const level = path.split('/').join('.');
    return {
        ...finding,
        message: message
            .replace(/ of container "[^"]*"/, ` of ${level}`)
            .replace('in "environment"', 'in "variables"'),
        hint: hint.replace(/Remove it from "environment" and add to "secrets": \{.*?\}/, () => `Remove it from "variables" of ${level}, and write it under "secrets" of the container in the task definition: {"name": "${name}", "valueFrom": "secretsmanager:<secret name>"}`)
    };
}
function levelsOf({ defaults, services, tasks, environments }) {
    return [
        ...(defaults ? [['defaults', defaults]] : []),
        ...services,
        ...tasks,
        ...[...environments].flatMap(([name, own]) => [
            [name, own.general],
            ...[...own.services, ...own.tasks].map(([key, entry]) => [`${name}/${key}`, entry])
        ])
    ];
}
function containerOf([name, entry]) {
    const variables = entry.values.get('variables');
    const command = entry.values.get('command');
    if (variables?.kind !== 'object' && command === undefined)
        return [];
    const items = variables?.kind === 'object' ? variables.members.map(variableOf) : [];
    return [
        objectAt(entry, [
            memberAt(entry, 'name', { kind: 'string', value: name, origin: entry.origin }),
            memberAt(entry, 'environment', { kind: 'array', items, origin: entry.origin }),
            ...(command ? [memberAt(command, 'command', command)] : [])
        ])
    ];
}
function variableOf({ key, keyOrigin, value }) {
    return objectAt(value, [
        memberAt({ origin: keyOrigin }, 'name', { kind: 'string', value: key, origin: keyOrigin }),
        memberAt({ origin: keyOrigin }, 'value', value)
    ]);
}
function objectAt({ origin }, members) {
    return { kind: 'object', members, origin };
}
function memberAt({ origin }, key, value) {
    return { key, keyOrigin: origin, value };
}


/***/ })

};
