// jest loads modules with require(), for which a package that has only ES modules offers no entry: its entry for
// import() is used instead, and compiled (jest.config.js).
module.exports = (request, options) => {
  try {
    return options.defaultResolver(request, options)
  } catch {
    return options.defaultResolver(request, { ...options, conditions: ['node', 'import', 'default'] })
  }
}
