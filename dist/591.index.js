export const id = 591;
export const ids = [591];
export const modules = {

/***/ 591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectAws: () => (/* binding */ connectAws)
});

;// CONCATENATED MODULE: ./lib/src/aws/memoize.js
function memoize(make) {
    const byKey = memoizeByKey(make);
    return () => byKey('');
}
function memoizeByKey(make) {
    const made = new Map();
    return key => {
        const known = made.get(key);
        if (known !== undefined)
            return known;
        const value = make(key);
        made.set(key, value);
        value.catch(() => {
            made.delete(key);
        });
        return value;
    };
}

;// CONCATENATED MODULE: ./lib/src/aws/secret-directory.js

function createSecretDirectory(context) {
    const secretsIn = memoizeByKey(async (region) => {
        const { createSecretLookup } = await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(994), __webpack_require__.e(15)]).then(__webpack_require__.bind(__webpack_require__, 9015));
        return createSecretLookup(context, region);
    });
    const parametersIn = memoizeByKey(async (region) => {
        const { createParameterLookup } = await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(736), __webpack_require__.e(725)]).then(__webpack_require__.bind(__webpack_require__, 1725));
        return createParameterLookup(context, region);
    });
    const identity = memoize(async () => {
        const { createIdentityLookup } = await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(695), __webpack_require__.e(864)]).then(__webpack_require__.bind(__webpack_require__, 3864));
        return await createIdentityLookup(context)();
    });
    return {
        describeSecret: async (region, secretId) => (await secretsIn(region))(secretId),
        describeParameters: async (region, names) => names.length === 0 ? [] : (await parametersIn(region))(names),
        callerIdentity: identity
    };
}

;// CONCATENATED MODULE: ./lib/src/aws/connect.js


function connectAws(connection) {
    const context = {
        ...connection,
        maxRetries: connection.maxRetries ?? 3,
        random: connection.random ?? Math.random
    };
    return { ecs: lazyEcs(context), directory: createSecretDirectory(context) };
}
function lazyEcs(context) {
    const ecs = memoize(async () => {
        const { createEcs } = await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(212), __webpack_require__.e(42)]).then(__webpack_require__.bind(__webpack_require__, 4042));
        return createEcs(context);
    });
    return {
        describeTaskDefinition: async (name) => (await ecs()).describeTaskDefinition(name),
        registerTaskDefinition: async (definition) => (await ecs()).registerTaskDefinition(definition),
        describeServices: async (cluster, services) => (await ecs()).describeServices(cluster, services),
        updateService: async (request) => (await ecs()).updateService(request),
        listServiceDeployments: async (cluster, service, since) => (await ecs()).listServiceDeployments(cluster, service, since),
        describeServiceDeployments: async (arns) => (await ecs()).describeServiceDeployments(arns),
        listStoppedTasks: async (cluster, service, limit) => (await ecs()).listStoppedTasks(cluster, service, limit)
    };
}


/***/ })

};
