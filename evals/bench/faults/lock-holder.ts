/** Takes the lock of the folder that it is named and says so, or says that it was refused; stays until it is ended. */
import { lockFolder } from '#db/folder-lock.ts'
import { Problem } from '#db/problem.ts'

const [folder = ''] = process.argv.slice(2)
try {
  lockFolder(folder)
  process.stdout.write('held\n')
  setInterval(() => {}, 1_000)
} catch (error) {
  process.stdout.write(
    error instanceof Problem && error.code === 'conflict' ? 'refused\n' : `failed ${String(error)}\n`,
  )
}
