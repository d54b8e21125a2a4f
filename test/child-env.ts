// The environment of a child process that is to know nothing of this one's settings.

const { PATH, NODE_COMPILE_CACHE } = process.env;

/** Where programs are, and where Node keeps what it compiled, if it does. */
export const bareEnv: NodeJS.ProcessEnv = { PATH, ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }) };
