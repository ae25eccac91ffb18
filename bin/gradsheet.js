#!/usr/bin/env node
try {
  const { main } = await import('../dist/command/main.js');
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // What cannot be loaded is a fault; 1 is for a wrong answer.
  console.error(error);
  process.exitCode = 3;
}
