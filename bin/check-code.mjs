/** Types and lint over the same programs: what the compiler worked out for the one, the other takes as it is. Tells `bin/test.mjs` how each went; ends non-zero when anything failed. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import ts from 'typescript'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The compiler's program of a tsconfig.json, as `tsc -p` makes it. */
function programOf(config) {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(root, config),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'))
      },
    },
  )
  return ts.createProgram({
    rootNames: parsed.fileNames,
    options: parsed.options,
    configFileParsingDiagnostics: parsed.errors,
    host: ts.createCompilerHost(parsed.options, true),
  })
}

function typesOf(program) {
  const found = ts.sortAndDeduplicateDiagnostics(ts.getPreEmitDiagnostics(program))
  const how = {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => root,
    getNewLine: () => '\n',
  }
  return { ok: found.length === 0, said: ts.formatDiagnostics(found, how) }
}

async function lint(programs) {
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: { languageOptions: { parserOptions: { programs } } },
  })
  const results = await eslint.lintFiles(['.'])
  const ok = results.every(({ errorCount, warningCount }) => errorCount + warningCount === 0)
  return { ok, said: await (await eslint.loadFormatter('stylish')).format(results) }
}

async function check(name, work) {
  const start = Date.now()
  const { ok, said } = await work()
  process.stdout.write(said)
  const tell = { name, ok, ms: Date.now() - start }
  if (process.send) await new Promise((done) => process.send(tell, done))
  else console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}`)
  if (!ok) process.exitCode = 1
}

const programs = []
for (const [name, config] of [
  ['types', 'tsconfig.json'],
  ['types of the page', 'chat-ui/tsconfig.json'],
]) {
  await check(name, () => {
    const program = programOf(config)
    programs.push(program)
    return typesOf(program)
  })
}
await check('lint', () => lint(programs))
if (process.send) process.disconnect()
