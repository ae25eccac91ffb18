/** What code says where it stops at a tie. */
export const tieMessage = 'several members of a maximum are the largest (ties: error)';
