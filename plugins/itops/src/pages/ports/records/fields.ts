export type { Field, Values } from '../../../components/form';
